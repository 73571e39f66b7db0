package dev.nextup.ticket.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AddressWindowsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

    private final AddressWindows windows = new AddressWindows(2);

    @Test
    void what_is_over_the_limit_waits_for_the_rest_of_the_window() {
        assertThat(windows.count("a", NOW)).isEmpty();
        assertThat(windows.count("a", NOW.plusSeconds(10))).isEmpty();

        assertThat(windows.count("a", NOW.plusSeconds(20))).contains(Duration.ofSeconds(40));
        assertThat(windows.count("b", NOW.plusSeconds(20))).isEmpty();
    }

    @Test
    void a_window_ends_a_minute_after_it_was_opened() {
        windows.count("a", NOW);
        windows.count("a", NOW);

        assertThat(windows.count("a", NOW.plusSeconds(59))).isPresent();
        assertThat(windows.count("a", NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void memory_is_bounded_and_freed() {
        for (int i = 0; i < AddressWindows.MOST_ADDRESSES + 10; i++) {
            windows.count("address " + i, NOW);
        }
        assertThat(windows.size()).isEqualTo(AddressWindows.MOST_ADDRESSES);

        windows.count("a", NOW.plusSeconds(60));
        assertThat(windows.size()).isEqualTo(1);
    }
}
