package dev.nextup.ticket.lifecycle;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.hours.OpeningHours;
import dev.nextup.ticket.join.JoinCode;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a ticket is issued, and what its service asks for then.
 *
 * @param local on the wall of the branch
 * @param day the service day at the branch
 * @param prefix how the service's numbers begin
 * @param hours null: always open
 * @param joinCode what customers must know; null when they need none
 */
record IssueMoment(
        ZonedDateTime local,
        ServiceDay day,
        String prefix,
        @Nullable OpeningHours hours,
        @Nullable JoinCode joinCode) {

    private static final DateTimeFormatter OPENING =
            DateTimeFormatter.ofPattern("yyyy-MM-dd 'at' HH:mm (VV)", Locale.ROOT);

    static IssueMoment at(Instant now, Row row) {
        ZoneId zone = ZoneId.of(row.getString("time_zone"));
        Buffer secret = row.getBuffer("join_secret");
        return new IssueMoment(
                now.atZone(zone),
                ServiceDay.at(now, zone, row.getLocalTime("day_starts_at")),
                row.getString("prefix"),
                OpeningHours.fromJson(row.getString("opening_hours")),
                secret == null ? null : new JoinCode(secret.getBytes()));
    }

    Instant now() {
        return local.toInstant();
    }

    /**
     * Fails with {@link TicketRejection#JOIN_CODE_REQUIRED} or {@link
     * TicketRejection#JOIN_CODE_INVALID}, unless no code is needed or this is it.
     */
    void requireCode(@Nullable String typed) {
        if (admits(typed)) {
            return;
        }
        if (typed == null || typed.isBlank()) {
            throw new RejectedException(TicketRejection.JOIN_CODE_REQUIRED);
        }
        throw new RejectedException(TicketRejection.JOIN_CODE_INVALID);
    }

    private boolean admits(@Nullable String typed) {
        return joinCode == null || (typed != null && joinCode.accepts(typed, now()));
    }

    /** Whether who typed this code gets a ticket now. */
    boolean allows(@Nullable String typed) {
        return admits(typed) && isWithinHours();
    }

    private boolean isWithinHours() {
        return hours == null || hours.isOpen(local);
    }

    /** Fails with {@link TicketRejection#QUEUE_CLOSED} outside the service's hours. */
    void requireWithinHours() {
        if (hours != null && !isWithinHours()) {
            Optional<ZonedDateTime> opening = hours.opensAfter(local);
            throw new RejectedException(() -> closedUntil(opening));
        }
    }

    private static Problem closedUntil(Optional<ZonedDateTime> opening) {
        Problem closed = TicketRejection.QUEUE_CLOSED.toProblem();
        return opening.map(
                        at ->
                                closed.withDetail("It opens on " + OPENING.format(at) + ".")
                                        .with("opensAt", at.toInstant()))
                .orElse(closed.with("opensAt", null));
    }
}
