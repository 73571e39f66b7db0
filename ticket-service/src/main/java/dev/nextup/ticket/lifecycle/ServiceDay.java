package dev.nextup.ticket.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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

    static ServiceDay at(Instant now, ZoneId zone, LocalTime startsAt) {
        LocalDateTime local = LocalDateTime.ofInstant(now, zone);
        LocalDate date =
                local.toLocalTime().isBefore(startsAt)
                        ? local.toLocalDate().minusDays(1)
                        : local.toLocalDate();
        return of(date, zone, startsAt);
    }

    static ServiceDay of(LocalDate date, ZoneId zone, LocalTime startsAt) {
        return new ServiceDay(date, date.plusDays(1).atTime(startsAt).atZone(zone).toInstant());
    }
}
