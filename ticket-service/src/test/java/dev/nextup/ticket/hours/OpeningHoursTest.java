package dev.nextup.ticket.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.hours.OpeningHours.OpeningException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    /** Mondays 8 to 12 and 13 to 17, Sundays 2 to 3, closed on one Monday, open late on another. */
    private static final OpeningHours HOURS =
            new OpeningHours(
                    Map.of(
                            DayOfWeek.MONDAY,
                            List.of(interval("08:00", "12:00"), interval("13:00", "17:00")),
                            DayOfWeek.SUNDAY,
                            List.of(interval("02:00", "03:00"))),
                    List.of(
                            new OpeningException(LocalDate.of(2026, 11, 30), List.of()),
                            new OpeningException(
                                    LocalDate.of(2026, 12, 7),
                                    List.of(interval("20:00", "24:00")))));

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T06:59:59Z, false",
        "2026-11-23T07:00:00Z, true",
        "2026-11-23T10:59:59Z, true",
        "2026-11-23T11:00:00Z, false",
        "2026-11-23T12:00:00Z, true",
        "2026-11-24T08:00:00Z, false",
        // The exceptions.
        "2026-11-30T08:00:00Z, false",
        "2026-12-07T08:00:00Z, false",
        "2026-12-07T22:59:59Z, true",
        "2026-12-07T23:00:00Z, false",
        // Sunday on which the hour from 2 to 3 is left out: 1:59:59 is followed by 3:00.
        "2027-03-28T00:59:59Z, false",
        "2027-03-28T01:00:00Z, false",
        // Sunday on which it comes twice.
        "2026-10-25T00:30:00Z, true",
        "2026-10-25T01:30:00Z, true",
        "2026-10-25T02:00:00Z, false"
    })
    void the_clock_on_the_wall_decides(Instant now, boolean open) {
        assertThat(OpeningHours.isOpen(HOURS, now, VIENNA)).isEqualTo(open);
    }

    @Test
    void without_hours_it_is_always_open() {
        assertThat(OpeningHours.isOpen(null, Instant.EPOCH, VIENNA)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T06:00:00Z, 2026-11-23T08:00+01:00[Europe/Vienna]",
        "2026-11-23T11:30:00Z, 2026-11-23T13:00+01:00[Europe/Vienna]",
        "2026-11-23T17:00:00Z, 2026-11-29T02:00+01:00[Europe/Vienna]",
        // The next Monday is closed, the one after opens late.
        "2026-11-30T05:00:00Z, 2026-12-06T02:00+01:00[Europe/Vienna]",
        // The night of the change has no opening.
        "2027-03-27T12:00:00Z, 2027-03-29T08:00+02:00[Europe/Vienna]"
    })
    void it_knows_when_it_opens_next(Instant now, String opening) {
        assertThat(HOURS.opensAfter(now.atZone(VIENNA)).map(Object::toString)).contains(opening);
    }

    @Test
    void who_never_opens_has_no_next_opening() {
        OpeningHours never = new OpeningHours(Map.of(), List.of());

        assertThat(never.opensAfter(Instant.EPOCH.atZone(VIENNA))).isEmpty();
        assertThat(OpeningHours.isOpen(never, Instant.EPOCH, VIENNA)).isFalse();
    }

    @Test
    void what_is_stored_is_read_back() {
        assertThat(OpeningHours.fromJson(OpeningHours.toJson(HOURS))).isEqualTo(HOURS);
    }

    @ParameterizedTest
    @CsvSource({
        "8:00, 12:00, HH:mm",
        "08:00, 24:01, HH:mm",
        "08:60, 12:00, HH:mm",
        ", 12:00, HH:mm",
        "12:00, 12:00, past midnight takes two",
        "22:00, 02:00, past midnight takes two"
    })
    void an_interval_lies_within_one_day(String from, String to, String rule) {
        refused(on(interval(from, to)), rule);
    }

    @Test
    void intervals_of_one_day_do_not_overlap_and_are_put_in_order() {
        refused(on(interval("08:00", "12:00"), interval("11:59", "13:00")), "overlap");
        OpeningHours hours =
                OpeningHoursRules.check(on(interval("12:00", "13:00"), interval("08:00", "12:00")));
        assertThat(hours.weekdays().get(DayOfWeek.MONDAY))
                .containsExactly(interval("08:00", "12:00"), interval("12:00", "13:00"));
    }

    @Test
    void a_day_has_four_intervals_at_most_and_a_date_one_exception() {
        refused(
                on(
                        IntStream.range(0, 5)
                                .mapToObj(h -> interval("0" + h + ":00", "0" + h + ":30"))
                                .toArray(OpenInterval[]::new)),
                "4 intervals");
        OpeningException christmas = new OpeningException(LocalDate.of(2026, 12, 25), List.of());
        refused(new OpeningHours(Map.of(), List.of(christmas, christmas)), "once");
        refused(new OpeningHours(Map.of(), List.of(new OpeningException(null, List.of()))), "date");
    }

    private static void refused(OpeningHours hours, String rule) {
        assertThatThrownBy(() -> OpeningHoursRules.check(hours))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> {
                            assertThat(e.rejection().toProblem().code()).isEqualTo("invalid-value");
                            assertThat(e.rejection().toProblem().detail()).contains(rule);
                        });
    }

    private static OpeningHours on(OpenInterval... intervals) {
        return new OpeningHours(Map.of(DayOfWeek.MONDAY, List.of(intervals)), List.of());
    }

    private static OpenInterval interval(String from, String to) {
        return new OpenInterval(from, to);
    }
}
