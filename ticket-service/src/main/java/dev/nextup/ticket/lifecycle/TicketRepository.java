package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.ticket.queue.WaitEstimate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The ticket table. Every write runs on the caller's connection, in the caller's transaction. */
@ApplicationScoped
class TicketRepository {

    /** The most that are called together. */
    static final int MOST_HEADS = 32;

    static final String COLUMNS =
            "t.id, t.organization_id, t.service_id, t.number, t.status, t.priority, t.arrival, t.moved_to, t.delays,"
                    + " t.language, t.counter_id, t.call_id, t.call_count, t.recalls, t.created_at, t.confirmed_at, t.called_at,"
                    + " t.completed_at, t.quoted_low_seconds, t.quoted_high_seconds, t.version";

    private static final String LOCK =
            "SELECT "
                    + COLUMNS
                    + " FROM ticket t WHERE t.id = $1 AND t.organization_id = $2 FOR UPDATE";

    /**
     * The first of each service by index, and the first of these: one sort over all services would
     * read everybody who waits. The constant limit is for the planner, which takes a limit it does
     * not know for thousands of rows. The status stands outside once more, to be checked again when
     * the row's lock was waited for. With the service day, so that nobody of a day that is over is
     * called.
     */
    static final String LOCK_HEADS =
            "SELECT "
                    + COLUMNS
                    + ", t.service_day, (SELECT b.time_zone || ' ' || b.day_starts_at FROM service s"
                    + "   JOIN department d ON d.id = s.department_id JOIN branch b ON b.id = d.branch_id"
                    + "   WHERE s.id = t.service_id) AS day_turns"
                    + " FROM ticket t WHERE t.status = 'WAITING' AND t.id IN (SELECT h.id FROM (SELECT l.id"
                    + " FROM unnest($1::uuid[]) AS q (id)"
                    + " CROSS JOIN LATERAL (SELECT w.id, w.priority, w.order_key FROM ticket w"
                    + "   WHERE w.service_id = q.id AND w.status = 'WAITING'"
                    + "   ORDER BY w.priority DESC, w.order_key LIMIT $2) l ORDER BY l.priority DESC, l.order_key LIMIT "
                    + MOST_HEADS
                    + ") h LIMIT $2) ORDER BY t.priority DESC, t.order_key FOR UPDATE";

    private static final String COUNT_WAITING =
            "SELECT count(*) FROM (SELECT 1 FROM ticket t WHERE t.service_id = ANY ($1)"
                    + " AND t.status = 'WAITING' LIMIT $2) w";

    private static final String LOCK_AT_COUNTER =
            "SELECT "
                    + COLUMNS
                    + " FROM ticket t WHERE t.counter_id = ANY ($1)"
                    + " AND t.status IN ('CALLED', 'SERVING') ORDER BY t.id FOR UPDATE";

    private static final String AT_COUNTER =
            "SELECT 1 FROM ticket t WHERE t.counter_id = $1 AND t.status IN ('CALLED', 'SERVING')";

    private static final String RECALL_LIMIT =
            "SELECT s.recall_limit FROM service s WHERE s.id = $1";

    /** Changes of different tickets and their places in the history, in one statement. */
    private static final String UPDATE =
            "WITH changed AS (UPDATE ticket t SET status = g.status, counter_id = g.counter_id, call_id = g.call_id,"
                    + " call_count = g.call_count, called_at = g.called_at, completed_at = g.completed_at,"
                    + " version = g.version, service_id = g.service_id, moved_to = g.moved_to, delays = g.delays,"
                    + " confirmed_at = g.confirmed_at, recalls = g.recalls, archived_at = NULL"
                    + " FROM unnest($2::uuid[], $3::bigint[], $4::text[], $5::uuid[], $6::uuid[], $7::int[],"
                    + "   $8::timestamptz[], $9::timestamptz[], $10::uuid[], $11::numeric[], $12::int[],"
                    + "   $13::timestamptz[], $14::int[], $15::text[], $16::text[], $17::text[], $18::uuid[], $19::uuid[])"
                    + "   AS g (id, version, status, counter_id, call_id, call_count, called_at, completed_at,"
                    + "   service_id, moved_to, delays, confirmed_at, recalls, command, from_status, actor_kind,"
                    + "   actor_id, left_counter)"
                    + " WHERE t.id = g.id AND t.version = g.version - 1"
                    + " RETURNING t.id, t.version, g.command, g.from_status, t.status, g.actor_kind, g.actor_id,"
                    + "   coalesce(t.counter_id, g.left_counter) AS counter_id)"
                    + " INSERT INTO ticket_transition (ticket_id, version, happened_at, command, from_status,"
                    + " to_status, actor_kind, actor_id, counter_id)"
                    + " SELECT c.id, c.version, $1, c.command, c.from_status, c.status, c.actor_kind, c.actor_id,"
                    + " c.counter_id FROM changed c";

    /** The ticket of this organisation, locked until the transaction ends. */
    Uni<Optional<Ticket>> lock(SqlConnection connection, UUID id, UUID organizationId) {
        return one(connection, LOCK, Tuple.of(id, organizationId));
    }

    /** The tickets at these counters, locked; there is at most one at each. */
    Uni<List<Ticket>> lockAtCounters(SqlConnection connection, UUID[] counterIds) {
        return counterIds.length == 0
                ? Uni.createFrom().item(List.of())
                : connection
                        .preparedQuery(LOCK_AT_COUNTER)
                        .execute(Tuple.of(counterIds))
                        .map(TicketRepository::toTickets);
    }

    /** Whether a ticket is at the counter. The caller locks the counter, so none can come now. */
    Uni<Boolean> isBusy(SqlConnection connection, UUID counterId) {
        return connection
                .preparedQuery(AT_COUNTER)
                .execute(Tuple.of(counterId))
                .map(rows -> rows.size() > 0);
    }

    /** How often this service lets a call be repeated; empty for as often as one likes. */
    Uni<Optional<Integer>> recallLimit(SqlConnection connection, UUID serviceId) {
        return connection
                .preparedQuery(RECALL_LIMIT)
                .execute(Tuple.of(serviceId))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getInteger(0)));
    }

    /**
     * The next to be called, locked, in their order. Callers hold the queue's lock, so nobody else
     * calls; but a skip or a cancellation may take one of them while we wait for its row, and
     * PostgreSQL then answers without it although others wait: look again until there are enough or
     * nobody else is left.
     *
     * @param most at most {@link #MOST_HEADS}
     */
    Uni<List<Head>> lockHeads(SqlConnection connection, UUID[] serviceIds, int most) {
        Tuple parameters = Tuple.of(serviceIds, (long) most);
        return connection
                .preparedQuery(LOCK_HEADS)
                .execute(parameters)
                .map(TicketRepository::toHeads)
                .chain(
                        heads ->
                                heads.size() == most
                                        ? Uni.createFrom().item(heads)
                                        : allOrMore(connection, parameters, heads));
    }

    private Uni<List<Head>> allOrMore(
            SqlConnection connection, Tuple parameters, List<Head> heads) {
        return connection
                .preparedQuery(COUNT_WAITING)
                .execute(parameters)
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(
                        waiting ->
                                waiting <= heads.size()
                                        ? Uni.createFrom().item(heads)
                                        : lockHeads(
                                                connection,
                                                parameters.getArrayOfUUIDs(0),
                                                parameters.getLong(1).intValue()));
    }

    /**
     * Stores accepted moves of different tickets, each by compare-and-set on the version before it,
     * and their transitions.
     *
     * @throws IllegalStateException in the Uni when a row changed although it was locked: a bug
     */
    Uni<Void> store(SqlConnection connection, List<Move> moves, Instant at) {
        return connection
                .preparedQuery(UPDATE)
                .execute(columns(moves, at))
                .invoke(rows -> mustHit(rows.rowCount(), moves.size()))
                .replaceWithVoid();
    }

    private static Tuple columns(List<Move> moves, Instant at) {
        List<Ticket> before = moves.stream().map(Move::before).toList();
        List<Ticket> after = moves.stream().map(m -> m.accepted().ticket()).toList();
        List<Actor> actors = moves.stream().map(m -> Actor.of(m.by())).toList();
        return Tuple.of(utc(at))
                .addArrayOfUUID(array(after, Ticket::id, UUID[]::new))
                .addArrayOfLong(array(after, Ticket::version, Long[]::new))
                .addArrayOfString(array(after, t -> t.status().name(), String[]::new))
                .addArrayOfUUID(array(after, Ticket::counterId, UUID[]::new))
                .addArrayOfUUID(array(after, Ticket::callId, UUID[]::new))
                .addArrayOfInteger(array(after, Ticket::callCount, Integer[]::new))
                .addArrayOfOffsetDateTime(times(after, Ticket::calledAt))
                .addArrayOfOffsetDateTime(times(after, Ticket::completedAt))
                .addArrayOfUUID(array(after, Ticket::serviceId, UUID[]::new))
                .addArrayOfBigDecimal(array(after, Ticket::movedTo, BigDecimal[]::new))
                .addArrayOfInteger(array(after, Ticket::delays, Integer[]::new))
                .addArrayOfOffsetDateTime(times(after, Ticket::confirmedAt))
                .addArrayOfInteger(array(after, Ticket::recalls, Integer[]::new))
                .addArrayOfString(array(moves, m -> m.accepted().command().code(), String[]::new))
                .addArrayOfString(array(before, t -> t.status().name(), String[]::new))
                .addArrayOfString(array(actors, Actor::kind, String[]::new))
                .addArrayOfUUID(array(actors, Actor::id, UUID[]::new))
                .addArrayOfUUID(array(before, Ticket::counterId, UUID[]::new));
    }

    private static OffsetDateTime[] times(
            List<Ticket> tickets, Function<Ticket, @Nullable Instant> time) {
        return array(tickets, t -> utc(time.apply(t)), OffsetDateTime[]::new);
    }

    private static <T, V> V[] array(
            List<T> of, Function<T, @Nullable V> value, IntFunction<V[]> array) {
        return of.stream().map(value).toArray(array);
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Uni<Optional<Ticket>> one(
            SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(toTicket(rows.iterator().next())));
    }

    private static void mustHit(int stored, int locked) {
        if (stored != locked) {
            throw new IllegalStateException("locked tickets changed under us");
        }
    }

    /** Of a statement that reads {@link #COLUMNS}. */
    static List<Ticket> toTickets(RowSet<Row> rows) {
        List<Ticket> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(toTicket(row)));
        return found;
    }

    static Ticket toTicket(Row row) {
        return new Ticket(
                row.getUUID("id"),
                row.getUUID("organization_id"),
                row.getUUID("service_id"),
                row.getString("number"),
                TicketStatus.valueOf(row.getString("status")),
                row.getInteger("priority"),
                row.getLong("arrival"),
                row.getBigDecimal("moved_to"),
                row.getInteger("delays"),
                row.getString("language"),
                row.getUUID("counter_id"),
                row.getUUID("call_id"),
                row.getInteger("call_count"),
                row.getInteger("recalls"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "confirmed_at"),
                instant(row, "called_at"),
                instant(row, "completed_at"),
                quote(row),
                row.getLong("version"));
    }

    private static @Nullable WaitEstimate quote(Row row) {
        Integer low = row.getInteger("quoted_low_seconds");
        return low == null ? null : new WaitEstimate(low, row.getInteger("quoted_high_seconds"));
    }

    private static List<Head> toHeads(RowSet<Row> rows) {
        List<Head> heads = new ArrayList<>(rows.size());
        rows.forEach(row -> heads.add(toHead(row)));
        return heads;
    }

    private static Head toHead(Row row) {
        String[] dayTurns = row.getString("day_turns").split(" ", 2);
        return new Head(
                toTicket(row),
                ServiceDay.of(
                        row.getLocalDate("service_day"),
                        ZoneId.of(dayTurns[0]),
                        LocalTime.parse(dayTurns[1])));
    }

    /** Who is next, and the service day the ticket is of. */
    record Head(Ticket ticket, ServiceDay day) {}

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
