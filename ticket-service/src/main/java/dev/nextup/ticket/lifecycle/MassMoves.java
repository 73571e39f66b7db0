package dev.nextup.ticket.lifecycle;

import dev.nextup.ticket.lifecycle.Ticket.Decision;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ends many tickets by the same command: the domain decides on each, change, history and events are
 * stored by a few statements per thousand. The caller holds the locks of the services and of the
 * tickets' rows.
 */
@ApplicationScoped
class MassMoves {

    /** Tickets per statement; bounds what is in memory at once. */
    private static final int PART = 1_000;

    private static final String STORE =
            "WITH changed AS (UPDATE ticket t SET status = g.to_status, counter_id = g.counter_id,"
                    + " completed_at = g.completed_at, version = g.version FROM unnest($1::uuid[], $2::bigint[],"
                    + "   $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::timestamptz[])"
                    + "   AS g (id, version, from_status, to_status, left_counter, counter_id, completed_at)"
                    + " WHERE t.id = g.id AND t.version = g.version - 1"
                    + " RETURNING t.id, t.version, g.from_status, t.status,"
                    + "   coalesce(t.counter_id, g.left_counter) AS counter_id)"
                    + " INSERT INTO ticket_transition (ticket_id, version, happened_at, command, from_status,"
                    + " to_status, actor_kind, actor_id, counter_id)"
                    + " SELECT c.id, c.version, $8, $9, c.from_status, c.status, $10, $11, c.counter_id FROM changed c";

    private final TicketSnapshots snapshots;
    private final TicketEventLog events;
    private final Clock clock;

    MassMoves(TicketSnapshots snapshots, TicketEventLog events, Clock clock) {
        this.snapshots = snapshots;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param locked in states that the command is legal from; may be empty
     * @throws IllegalStateException in the Uni when the domain refuses one: a bug of the caller's
     *     statement
     */
    Uni<Void> make(
            SqlConnection connection,
            List<Ticket> locked,
            Function<Ticket, Decision> decide,
            Actor by,
            Move.News news) {
        return Multi.createFrom()
                .iterable(parts(locked))
                .onItem()
                .transformToUniAndConcatenate(
                        part -> makePart(connection, part, decide, by, news).replaceWith(part))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> makePart(
            SqlConnection connection,
            List<Ticket> before,
            Function<Ticket, Decision> decide,
            Actor by,
            Move.News news) {
        List<Decision.Accepted> decided = before.stream().map(t -> accepted(decide, t)).toList();
        List<UUID> ids = before.stream().map(Ticket::id).toList();
        Tuple parameters =
                columns(before, decided.stream().map(Decision.Accepted::ticket).toList())
                        .addOffsetDateTime(TicketRepository.utc(clock.instant()))
                        .addString(decided.get(0).command().code())
                        .addString(by.kind())
                        .addUUID(by.id());
        return connection
                .preparedQuery(STORE)
                .execute(parameters)
                .invoke(rows -> mustHit(rows.rowCount(), before.size()))
                .chain(() -> snapshots.ended(connection, ids))
                .chain(after -> events.append(connection, after, news));
    }

    private static Tuple columns(List<Ticket> before, List<Ticket> after) {
        return Tuple.tuple()
                .addArrayOfUUID(before.stream().map(Ticket::id).toArray(UUID[]::new))
                .addArrayOfLong(after.stream().map(Ticket::version).toArray(Long[]::new))
                .addArrayOfString(
                        before.stream().map(t -> t.status().name()).toArray(String[]::new))
                .addArrayOfString(after.stream().map(t -> t.status().name()).toArray(String[]::new))
                .addArrayOfUUID(nullable(before, Ticket::counterId).toArray(UUID[]::new))
                .addArrayOfUUID(nullable(after, Ticket::counterId).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        nullable(after, t -> TicketRepository.utc(t.completedAt()))
                                .toArray(OffsetDateTime[]::new));
    }

    private static <T> List<@Nullable T> nullable(
            List<Ticket> tickets, Function<Ticket, @Nullable T> value) {
        List<@Nullable T> values = new ArrayList<>(tickets.size());
        tickets.forEach(ticket -> values.add(value.apply(ticket)));
        return values;
    }

    private static Decision.Accepted accepted(Function<Ticket, Decision> decide, Ticket ticket) {
        if (decide.apply(ticket) instanceof Decision.Accepted accepted) {
            return accepted;
        }
        throw new IllegalStateException("chosen for a move that is not legal: " + ticket.status());
    }

    private static void mustHit(int stored, int locked) {
        if (stored != locked) {
            throw new IllegalStateException("locked tickets changed under us");
        }
    }

    private static List<List<Ticket>> parts(List<Ticket> all) {
        List<List<Ticket>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PART) {
            parts.add(all.subList(from, Math.min(all.size(), from + PART)));
        }
        return parts;
    }
}
