package dev.nextup.ticket.lifecycle;

import dev.nextup.ticket.queue.WaitEstimate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells waiting tickets that their turn comes near: once when at most so many are ahead (as the
 * holder says, else the service, else the installation), once when they are next. Runs in the
 * transaction of the change that moved them, under the lock of their service, and marks what it
 * tells on the ticket: a retry or a parallel change finds it told.
 *
 * <p>Tickets that were moved themselves are marked and not told: their own events carry their
 * positions.
 */
@ApplicationScoped
class Approaching {

    /**
     * Reads of each line as much as anybody's number can reach: the service's, or the largest a
     * holder has chosen anywhere, which an index tells.
     */
    static final String TELL =
            "WITH most AS (SELECT coalesce(max(p.notify_ahead), 0) AS ahead FROM ticket_notify_ahead p),"
                    + " line AS (SELECT w.id, w.ahead FROM service q CROSS JOIN most m"
                    + " CROSS JOIN LATERAL (SELECT t.id,"
                    + "   row_number() OVER (ORDER BY t.priority DESC, t.order_key) - 1 AS ahead"
                    + "   FROM ticket t WHERE t.service_id = q.id AND t.status = 'WAITING'"
                    + "   ORDER BY t.priority DESC, t.order_key"
                    + "   LIMIT greatest(coalesce(q.almost_turn_ahead, $2), m.ahead) + 1) w"
                    + " LEFT JOIN ticket_notify_ahead p ON p.ticket_id = w.id WHERE q.id = ANY ($1)"
                    + " AND w.ahead <= coalesce(p.notify_ahead, q.almost_turn_ahead, $2))"
                    + " UPDATE ticket t SET told_near = true, told_next = t.told_next OR line.ahead = 0,"
                    + " version = t.version + CASE WHEN t.id = ANY ($3) THEN 0 ELSE 1 END FROM line"
                    + " WHERE t.id = line.id AND (NOT t.told_near OR (line.ahead = 0 AND NOT t.told_next))"
                    + " RETURNING t.id";

    private static final String TAKEN =
            "UPDATE ticket t SET told_near = n.near, told_next = n.next, quoted_low_seconds = n.low,"
                    + " quoted_high_seconds = n.high"
                    + " FROM unnest($1::uuid[], $2::boolean[], $3::boolean[], $4::int[], $5::int[])"
                    + " AS n (id, near, next, low, high) WHERE t.id = n.id";

    private final TicketSnapshots snapshots;
    private final TicketEventLog events;
    private final int defaultAhead;

    Approaching(TicketSnapshots snapshots, TicketEventLog events, ApproachConfig config) {
        if (config.ahead() < 0) {
            throw new IllegalArgumentException("NEXTUP_ALMOST_TURN_AHEAD must not be negative");
        }
        this.snapshots = snapshots;
        this.events = events;
        this.defaultAhead = config.ahead();
    }

    /**
     * Marks whom these moves together brought near, if they changed a line at all; the caller tells
     * them. May be sent right behind the statements that make the moves.
     */
    Uni<List<UUID>> after(SqlConnection connection, List<Move> moves) {
        UUID[] services =
                moves.stream()
                        .filter(Move::changesLine)
                        .flatMap(m -> Stream.of(m.before(), m.accepted().ticket()))
                        .map(Ticket::serviceId)
                        .distinct()
                        .toArray(UUID[]::new);
        if (services.length == 0) {
            return Uni.createFrom().item(List.of());
        }
        return mark(connection, services, moves.stream().map(m -> m.before().id()).toList());
    }

    /**
     * Tells whom a change of their own wish, or the end of many others, brought near; under the
     * locks of these services.
     */
    Uni<Void> in(SqlConnection connection, UUID[] services) {
        return services.length == 0
                ? Uni.createFrom().voidItem()
                : mark(connection, services, List.of()).chain(near -> tell(connection, near));
    }

    private Uni<List<UUID>> mark(SqlConnection connection, UUID[] services, List<UUID> moved) {
        return connection
                .preparedQuery(TELL)
                .execute(
                        Tuple.of(services, (long) defaultAhead)
                                .addArrayOfUUID(moved.toArray(UUID[]::new)))
                .map(rows -> othersThan(moved, rows));
    }

    /**
     * Remembers what those who take tickets are told at once: that they are near, and how long to
     * wait. Neither is told again.
     */
    Uni<Void> taken(SqlConnection connection, List<TicketSnapshot> tickets) {
        List<TicketSnapshot> told = tickets.stream().filter(this::isToldAnything).toList();
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        int count = told.size();
        UUID[] ids = new UUID[count];
        Boolean[] near = new Boolean[count];
        Boolean[] next = new Boolean[count];
        @Nullable Integer[] low = new Integer[count];
        @Nullable Integer[] high = new Integer[count];
        for (int i = 0; i < count; i++) {
            TicketSnapshot ticket = told.get(i);
            WaitEstimate quote = ticket.estimatedWait();
            ids[i] = ticket.ticket().id();
            near[i] = isNear(ticket);
            next[i] = Objects.equals(ticket.ahead(), 0);
            low[i] = quote == null ? null : quote.lowSeconds();
            high[i] = quote == null ? null : quote.highSeconds();
        }
        return connection
                .preparedQuery(TAKEN)
                .execute(Tuple.of(ids, near, next, low, high))
                .replaceWithVoid();
    }

    private boolean isToldAnything(TicketSnapshot ticket) {
        return isNear(ticket) || ticket.estimatedWait() != null;
    }

    private boolean isNear(TicketSnapshot ticket) {
        Integer ahead = ticket.ahead();
        Integer ofService = ticket.place().almostTurnAhead();
        return ahead != null && ahead <= (ofService == null ? defaultAhead : ofService);
    }

    private Uni<Void> tell(SqlConnection connection, List<UUID> near) {
        return near.isEmpty()
                ? Uni.createFrom().voidItem()
                : snapshots
                        .snapshots(connection, near)
                        .chain(
                                tickets ->
                                        events.append(
                                                connection, tickets, TicketNews::approaching));
    }

    private static List<UUID> othersThan(List<UUID> moved, RowSet<Row> rows) {
        List<UUID> others = new ArrayList<>();
        for (Row row : rows) {
            if (!moved.contains(row.getUUID(0))) {
                others.add(row.getUUID(0));
            }
        }
        return others;
    }
}
