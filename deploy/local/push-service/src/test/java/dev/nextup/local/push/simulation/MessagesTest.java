package dev.nextup.local.push.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    private final Messages messages = new Messages();

    @Test
    void oneBrowserKeepsItsNewest() {
        UUID browser = UUID.randomUUID();

        fill(browser, Messages.PER_BROWSER + 3);

        assertThat(messages.of(browser)).hasSize(Messages.PER_BROWSER);
        assertThat(messages.of(browser).get(0).receivedAt()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void allTogetherKeepTheNewest() {
        int browsers = Messages.IN_ALL / Messages.PER_BROWSER;
        UUID first = UUID.randomUUID();
        fill(first, Messages.PER_BROWSER);
        for (int i = 1; i < browsers; i++) {
            fill(UUID.randomUUID(), Messages.PER_BROWSER);
        }
        UUID last = UUID.randomUUID();

        fill(last, 10);

        assertThat(messages.of(last)).hasSize(10);
        assertThat(messages.of(first)).hasSize(Messages.PER_BROWSER - 10);
        assertThat(messages.of(first).get(0).receivedAt()).isEqualTo(START.plusSeconds(10));
    }

    @Test
    void aForgottenBrowserLeavesRoom() {
        UUID browser = UUID.randomUUID();
        fill(browser, 5);

        messages.forget(browser);

        assertThat(messages.of(browser)).isEmpty();
    }

    private void fill(UUID browser, int count) {
        for (int i = 0; i < count; i++) {
            messages.add(
                    browser,
                    new ReceivedMessage(
                            START.plusSeconds(i), "HTTP/2", 60, "normal", null, null, null, false));
        }
    }
}
