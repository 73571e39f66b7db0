package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Ends tickets whose service day is over: who waited, was called, is held or was missed expires,
 * who is being served is done. Runs under the lock of their services, so that nobody calls them
 * meanwhile, and whoever comes second finds nothing.
 */
@ApplicationScoped
class OverdueTickets {

    /** Per call: short enough for those who wait for the lock. */
    static final int BATCH = 1_000;

    private static final String LOCK =
            "SELECT "
                    + TicketRepository.COLUMNS
                    + " FROM unnest($1::uuid[], $2::date[]) AS g (service, today)"
                    + " JOIN ticket t ON t.service_id = g.service AND t.service_day < g.today"
                    + " AND t.status IN ("
                    + TicketCommand.DAY_END.fromSql()
                    + ") ORDER BY t.id LIMIT $3 FOR UPDATE OF t";

    private final ServiceDays days;
    private final MassMoves moves;
    private final Approaching approaching;
    private final Clock clock;

    OverdueTickets(ServiceDays days, MassMoves moves, Approaching approaching, Clock clock) {
        this.days = days;
        this.moves = moves;
        this.approaching = approaching;
        this.clock = clock;
    }

    /**
     * Ends up to {@link #BATCH} of them. The caller holds the locks of the services.
     *
     * @return how many
     */
    Uni<Integer> end(SqlConnection connection, UUID[] services) {
        return days.today(connection, services)
                .chain(today -> connection.preparedQuery(LOCK).execute(parameters(today)))
                .map(TicketRepository::toTickets)
                .call(tickets -> endAll(connection, tickets))
                .call(tickets -> othersMovedUp(connection, tickets))
                .map(List::size);
    }

    private Uni<Void> endAll(SqlConnection connection, List<Ticket> tickets) {
        return moves.make(
                connection,
                tickets,
                ticket -> ticket.endDay(clock.instant()),
                Actor.SYSTEM,
                (after, now) ->
                        after.ticket().status() == TicketStatus.COMPLETED
                                ? TicketNews.completed(after, now)
                                : TicketNews.expired(after, now));
    }

    /** Who came before the old day was cleared away stood behind it. */
    private Uni<Void> othersMovedUp(SqlConnection connection, List<Ticket> ended) {
        return ended.isEmpty()
                ? Uni.createFrom().voidItem()
                : approaching.in(
                        connection,
                        ended.stream().map(Ticket::serviceId).distinct().toArray(UUID[]::new));
    }

    private static Tuple parameters(Map<UUID, LocalDate> today) {
        return Tuple.tuple()
                .addArrayOfUUID(today.keySet().toArray(UUID[]::new))
                .addArrayOfLocalDate(today.values().toArray(LocalDate[]::new))
                .addLong((long) BATCH);
    }
}
