package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketCancelled.Reason;
import dev.nextup.http.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Empties queues. Locks series, then services, then tickets, each in id order: the issue of a
 * ticket takes series and service in this order, calls and commands take service and ticket.
 */
@ApplicationScoped
public class TicketResets {

    /** FOR UPDATE also waits for tickets whose series of yesterday is not ours. */
    private static final String LOCK_SERVICES =
            "SELECT s.id FROM service s WHERE s.id = ANY ($1) ORDER BY s.id FOR UPDATE";

    private static final String LOCK_TICKETS =
            "SELECT "
                    + TicketRepository.COLUMNS
                    + " FROM ticket t WHERE t.service_id = ANY ($1) AND t.status IN ("
                    + TicketCommand.RESET.fromSql()
                    + ") ORDER BY t.id FOR UPDATE";

    private final ServiceDays days;
    private final NumberSeries series;
    private final MassMoves moves;

    TicketResets(ServiceDays days, NumberSeries series, MassMoves moves) {
        this.days = days;
        this.series = series;
        this.moves = moves;
    }

    /**
     * Cancels who waits, was called or is held, tells their holders, and lets numbers begin again.
     * Done twice, it changes nothing the second time.
     */
    public Uni<Done> reset(SqlConnection connection, UUID[] services, Caller.Staff by) {
        return days.today(connection, services)
                .call(today -> series.hold(connection, today))
                .call(() -> lock(connection, services))
                .chain(today -> resetLocked(connection, services, today, by));
    }

    private Uni<Done> resetLocked(
            SqlConnection connection,
            UUID[] services,
            SortedMap<UUID, LocalDate> today,
            Caller.Staff by) {
        return connection
                .preparedQuery(LOCK_TICKETS)
                .execute(Tuple.of(services))
                .map(TicketRepository::toTickets)
                .call(tickets -> cancel(connection, tickets, by))
                .chain(
                        tickets ->
                                series.openNext(connection, today)
                                        .map(opened -> new Done(tickets.size(), opened)));
    }

    private Uni<Void> cancel(SqlConnection connection, List<Ticket> tickets, Caller.Staff by) {
        return moves.make(
                connection,
                tickets,
                Ticket::reset,
                Actor.of(by),
                TicketNews.cancelled(Reason.QUEUE_RESET));
    }

    private static Uni<Void> lock(SqlConnection connection, UUID[] services) {
        return connection
                .preparedQuery(LOCK_SERVICES)
                .execute(Tuple.of(services))
                .replaceWithVoid();
    }

    /** What a reset did. */
    public record Done(int cancelled, int seriesOpened) {}
}
