package dev.nextup.ticket.hours;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a service takes tickets, in the local time of its branch. On the days clocks change it is
 * the clock on the wall that counts: an hour that comes twice is open twice, one that is left out
 * not at all.
 *
 * @param weekdays the intervals of each weekday, by its English name in capitals; one that is left
 *     out is closed
 * @param exceptions dates that are not like their weekday
 */
public record OpeningHours(
        Map<DayOfWeek, List<OpenInterval>> weekdays, List<OpeningException> exceptions) {

    /** As far is looked for the next opening; who is closed longer says so elsewhere. */
    private static final int DAYS_AHEAD = 60;

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .findAndRegisterModules()
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    public OpeningHours {
        weekdays = weekdays == null ? Map.of() : weekdays;
        exceptions = exceptions == null ? List.of() : List.copyOf(exceptions);
    }

    /** Whether a service with these hours is open; null for hours is always open. */
    public static boolean isOpen(@Nullable OpeningHours hours, Instant now, ZoneId zone) {
        return hours == null || hours.isOpen(now.atZone(zone));
    }

    public boolean isOpen(ZonedDateTime local) {
        int minute = local.getHour() * 60 + local.getMinute();
        return on(local.toLocalDate()).stream().anyMatch(interval -> interval.contains(minute));
    }

    /** The next time it opens after now; empty when it does not within 60 days. */
    public Optional<ZonedDateTime> opensAfter(ZonedDateTime now) {
        return IntStream.rangeClosed(0, DAYS_AHEAD)
                .mapToObj(days -> now.toLocalDate().plusDays(days))
                .flatMap(date -> openings(date, now.getZone()))
                .filter(opening -> opening.isAfter(now))
                .filter(this::isOpen)
                .min(Comparator.naturalOrder());
    }

    private Stream<ZonedDateTime> openings(LocalDate date, ZoneId zone) {
        return on(date).stream().map(interval -> interval.opensOn(date).atZone(zone));
    }

    private List<OpenInterval> on(LocalDate date) {
        return exceptions.stream()
                .filter(exception -> exception.date().equals(date))
                .findFirst()
                .map(OpeningException::intervals)
                .orElseGet(() -> weekdays.getOrDefault(date.getDayOfWeek(), List.of()));
    }

    /**
     * As it is stored.
     *
     * @throws IllegalStateException for what {@link #toJson} did not write
     */
    public static @Nullable OpeningHours fromJson(@Nullable String stored) {
        try {
            return stored == null ? null : JSON.readValue(stored, OpeningHours.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored opening hours cannot be read", e);
        }
    }

    public static @Nullable String toJson(@Nullable OpeningHours hours) {
        try {
            return hours == null ? null : JSON.writeValueAsString(hours);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("opening hours can always be written", e);
        }
    }

    /**
     * A date that is not like its weekday.
     *
     * @param intervals empty: closed all day
     */
    public record OpeningException(LocalDate date, List<OpenInterval> intervals) {
        public OpeningException {
            intervals = intervals == null ? List.of() : List.copyOf(intervals);
        }
    }
}
