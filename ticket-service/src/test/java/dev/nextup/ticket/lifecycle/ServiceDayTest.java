package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ServiceDayTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime MIDNIGHT = LocalTime.MIDNIGHT;

    @Test
    void the_day_turns_at_local_midnight_and_not_a_second_before() {
        assertThat(day("2026-11-22T22:59:59Z", MIDNIGHT).date())
                .isEqualTo(LocalDate.of(2026, 11, 22));
        assertThat(day("2026-11-22T23:00:00Z", MIDNIGHT).date())
                .isEqualTo(LocalDate.of(2026, 11, 23));
    }

    @Test
    void a_night_clinics_day_turns_at_its_own_hour() {
        LocalTime six = LocalTime.of(6, 0);

        assertThat(day("2026-11-22T04:59:59Z", six).date()).isEqualTo(LocalDate.of(2026, 11, 21));
        assertThat(day("2026-11-22T05:00:00Z", six).date()).isEqualTo(LocalDate.of(2026, 11, 22));
        assertThat(day("2026-11-22T05:00:00Z", six).endsAt()).isEqualTo("2026-11-23T05:00:00Z");
    }

    @Test
    void the_days_on_which_clocks_change_last_23_and_25_hours() {
        assertThat(length("2026-03-28T23:00:00Z")).isEqualTo(Duration.ofHours(23));
        assertThat(length("2026-10-24T22:00:00Z")).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void an_hour_that_comes_twice_does_not_bring_the_day_before_back() {
        LocalTime halfPastTwo = LocalTime.of(2, 30);

        // Clocks go back from 3:00 to 2:00: 2:10 comes once before the day turns, once after.
        assertThat(day("2026-10-25T00:10:00Z", halfPastTwo).date()).isEqualTo("2026-10-24");
        assertThat(day("2026-10-25T00:30:00Z", halfPastTwo).date()).isEqualTo("2026-10-25");
        assertThat(day("2026-10-25T01:10:00Z", halfPastTwo).date()).isEqualTo("2026-10-25");
    }

    @Test
    void a_day_ends_when_the_next_begins_also_where_that_hour_is_left_out() {
        LocalTime halfPastTwo = LocalTime.of(2, 30);
        ServiceDay before = day("2026-03-28T12:00:00Z", halfPastTwo);

        assertThat(day(before.endsAt().minusSeconds(1).toString(), halfPastTwo)).isEqualTo(before);
        assertThat(day(before.endsAt().toString(), halfPastTwo).date()).isEqualTo("2026-03-29");
        assertThat(before.isOver(before.endsAt())).isTrue();
        assertThat(before.isOver(before.endsAt().minusSeconds(1))).isFalse();
    }

    /**
     * @param start the instant of a local midnight
     */
    private static Duration length(String start) {
        return Duration.between(Instant.parse(start), day(start, MIDNIGHT).endsAt());
    }

    private static ServiceDay day(String now, LocalTime startsAt) {
        return ServiceDay.at(Instant.parse(now), BERLIN, startsAt);
    }
}
