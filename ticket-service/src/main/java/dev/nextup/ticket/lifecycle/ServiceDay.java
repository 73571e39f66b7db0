package dev.nextup.ticket.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The day a ticket belongs to: the local date in the branch's time zone, turning at the branch's
 * own hour.
 *
 * @param date the local date on which the day started
 * @param endsAt when the next one starts; 23 or 25 hours after the start when clocks change
 */
record ServiceDay(LocalDate date, Instant endsAt) {

    /** By instants, so that an hour that comes twice does not bring the day before back. */
    static ServiceDay at(Instant now, ZoneId zone, LocalTime startsAt) {
        LocalDate local = LocalDate.ofInstant(now, zone);
        LocalDate date = now.isBefore(start(local, zone, startsAt)) ? local.minusDays(1) : local;
        return of(date, zone, startsAt);
    }

    /** The day of this date. */
    static ServiceDay of(LocalDate date, ZoneId zone, LocalTime startsAt) {
        return new ServiceDay(date, start(date.plusDays(1), zone, startsAt));
    }

    /** Whether the next day has begun. */
    boolean isOver(Instant now) {
        return !now.isBefore(endsAt);
    }

    private static Instant start(LocalDate date, ZoneId zone, LocalTime startsAt) {
        return date.atTime(startsAt).atZone(zone).toInstant();
    }
}
