package dev.nextup.ticket.hours;

import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.hours.OpeningHours.OpeningException;
import dev.nextup.ticket.management.Fields;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What managers may enter as opening hours. */
public final class OpeningHoursRules {

    /** Morning, afternoon, evening, and one more. */
    private static final int INTERVALS_PER_DAY = 4;

    /** The public holidays of some years. */
    private static final int MOST_EXCEPTIONS = 200;

    private static final String FIELD = "openingHours";

    private OpeningHoursRules() {}

    /**
     * The hours with their intervals in order.
     *
     * @return null when there are none: always open
     * @throws RejectedException 422 {@code invalid-value}
     */
    public static @Nullable OpeningHours check(@Nullable OpeningHours given) {
        if (given == null) {
            return null;
        }
        EnumMap<DayOfWeek, List<OpenInterval>> weekdays = new EnumMap<>(DayOfWeek.class);
        given.weekdays().forEach((day, intervals) -> weekdays.put(day, checked(intervals)));
        return new OpeningHours(weekdays, exceptions(given.exceptions()));
    }

    private static List<OpeningException> exceptions(List<OpeningException> given) {
        if (given.size() > MOST_EXCEPTIONS) {
            throw Fields.invalid(FIELD, "takes " + MOST_EXCEPTIONS + " exceptions at most");
        }
        Set<LocalDate> dates = new HashSet<>();
        for (OpeningException exception : given) {
            if (exception.date() == null || !dates.add(exception.date())) {
                throw Fields.invalid(FIELD, "must name the date of each exception, once");
            }
        }
        return given.stream()
                .map(e -> new OpeningException(e.date(), checked(e.intervals())))
                .sorted(Comparator.comparing(OpeningException::date))
                .toList();
    }

    private static List<OpenInterval> checked(@Nullable List<OpenInterval> given) {
        List<OpenInterval> intervals = given == null ? List.of() : given;
        if (intervals.size() > INTERVALS_PER_DAY) {
            throw Fields.invalid(FIELD, "takes " + INTERVALS_PER_DAY + " intervals a day at most");
        }
        intervals.forEach(OpeningHoursRules::checkTimes);
        List<OpenInterval> ordered =
                intervals.stream()
                        .sorted(Comparator.comparing(interval -> interval.start().orElseThrow()))
                        .toList();
        for (int i = 1; i < ordered.size(); i++) {
            if (ordered.get(i).start().orElseThrow() < ordered.get(i - 1).end().orElseThrow()) {
                throw Fields.invalid(FIELD, "has intervals of one day that overlap");
            }
        }
        return ordered;
    }

    private static void checkTimes(@Nullable OpenInterval interval) {
        OpenInterval times = Objects.requireNonNullElse(interval, new OpenInterval(null, null));
        if (times.start().isEmpty() || times.end().isEmpty()) {
            throw Fields.invalid(FIELD, "takes times as HH:mm, from 00:00 to 24:00");
        }
        if (times.start().getAsInt() >= times.end().getAsInt()) {
            throw Fields.invalid(
                    FIELD,
                    "must end each interval after its start; past midnight takes two: to 24:00, and from 00:00 on the next day");
        }
    }
}
