package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.ticket.lifecycle.Ticket.Decision.Accepted;
import dev.nextup.ticket.queue.WaitEstimate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ticket table. Every write runs on the caller's connection, in the caller's transaction. */
@ApplicationScoped
class TicketRepository {

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
     * read everybody who waits. The status stands outside once more, to be checked again when the
     * row's lock was waited for. With the service day, so that nobody of a day that is over is
     * called.
     */
    static final String LOCK_HEAD =
            "SELECT "
                    + COLUMNS
                    + ", t.service_day, (SELECT b.time_zone || ' ' || b.day_starts_at FROM service s"
                    + "   JOIN department d ON d.id = s.department_id JOIN branch b ON b.id = d.branch_id"
                    + "   WHERE s.id = t.service_id) AS day_turns"
                    + " FROM ticket t WHERE t.status = 'WAITING' AND t.id = (SELECT h.id FROM unnest($1::uuid[]) AS q (id)"
                    + " CROSS JOIN LATERAL (SELECT w.id, w.priority, w.order_key FROM ticket w"
                    + "   WHERE w.service_id = q.id AND w.status = 'WAITING'"
                    + "   ORDER BY w.priority DESC, w.order_key LIMIT 1) h"
                    + " ORDER BY h.priority DESC, h.order_key LIMIT 1) FOR UPDATE";

    private static final String ANY_WAITING =
            "SELECT 1 FROM ticket t WHERE t.service_id = ANY ($1) AND t.status = 'WAITING' LIMIT 1";

    private static final String LOCK_AT_COUNTER =
            "SELECT "
                    + COLUMNS
                    + " FROM ticket t WHERE t.counter_id = $1"
                    + " AND t.status IN ('CALLED', 'SERVING') FOR UPDATE";

    private static final String AT_COUNTER =
            "SELECT 1 FROM ticket t WHERE t.counter_id = $1 AND t.status IN ('CALLED', 'SERVING')";

    private static final String RECALL_LIMIT =
            "SELECT s.recall_limit FROM service s WHERE s.id = $1";

    /** The change and its place in the history, in one statement. */
    private static final String UPDATE =
            "WITH changed AS (UPDATE ticket SET status = $3, counter_id = $4, call_id = $5, call_count = $6, called_at = $7,"
                    + " completed_at = $8, version = $9, service_id = $10, moved_to = $11, delays = $12,"
                    + " confirmed_at = $13, recalls = $14, archived_at = NULL WHERE id = $1 AND version = $2"
                    + " RETURNING id, version, status, counter_id)"
                    + " INSERT INTO ticket_transition (ticket_id, version, happened_at, command, from_status,"
                    + " to_status, actor_kind, actor_id, counter_id)"
                    + " SELECT c.id, c.version, $15, $16, $17, c.status, $18, $19, coalesce(c.counter_id, $20)"
                    + " FROM changed c";

    /** The ticket of this organisation, locked until the transaction ends. */
    Uni<Optional<Ticket>> lock(SqlConnection connection, UUID id, UUID organizationId) {
        return one(connection, LOCK, Tuple.of(id, organizationId));
    }

    /** The ticket at the counter, locked; there is at most one. */
    Uni<Optional<Ticket>> lockAtCounter(SqlConnection connection, UUID counterId) {
        return one(connection, LOCK_AT_COUNTER, Tuple.of(counterId));
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
     * The next to be called, locked. Callers hold the queue's lock, so nobody else calls; but a
     * skip or a cancellation may take the head while we wait for its row, and PostgreSQL then
     * answers with no row at all although others wait: look again until the queue is really empty.
     */
    Uni<Optional<Head>> lockHead(SqlConnection connection, UUID[] serviceIds) {
        return connection
                .preparedQuery(LOCK_HEAD)
                .execute(Tuple.of(serviceIds))
                .map(rows -> rows.size() == 0 ? Optional.<Head>empty() : Optional.of(toHead(rows)))
                .chain(
                        head ->
                                head.isPresent()
                                        ? Uni.createFrom().item(head)
                                        : lockHeadIfAnyWaits(connection, serviceIds));
    }

    private Uni<Optional<Head>> lockHeadIfAnyWaits(SqlConnection connection, UUID[] serviceIds) {
        return connection
                .preparedQuery(ANY_WAITING)
                .execute(Tuple.of(serviceIds))
                .chain(
                        rows ->
                                rows.size() == 0
                                        ? Uni.createFrom().item(Optional.<Head>empty())
                                        : lockHead(connection, serviceIds));
    }

    /**
     * Stores an accepted move by compare-and-set on the version before it, and its transition.
     *
     * @throws IllegalStateException in the Uni when the row changed although it was locked: a bug
     */
    Uni<Void> store(SqlConnection connection, Move move, Accepted accepted, Instant at) {
        Actor actor = Actor.of(move.by());
        Tuple parameters =
                columns(accepted.ticket())
                        .addOffsetDateTime(utc(at))
                        .addString(accepted.command().code())
                        .addString(move.before().status().name())
                        .addString(actor.kind())
                        .addUUID(actor.id())
                        .addUUID(move.before().counterId());
        return connection
                .preparedQuery(UPDATE)
                .execute(parameters)
                .invoke(TicketRepository::mustHitOneRow)
                .replaceWithVoid();
    }

    private static Tuple columns(Ticket ticket) {
        return Tuple.of(ticket.id(), ticket.version() - 1, ticket.status().name())
                .addUUID(ticket.counterId())
                .addUUID(ticket.callId())
                .addInteger(ticket.callCount())
                .addOffsetDateTime(utc(ticket.calledAt()))
                .addOffsetDateTime(utc(ticket.completedAt()))
                .addLong(ticket.version())
                .addUUID(ticket.serviceId())
                .addBigDecimal(ticket.movedTo())
                .addInteger(ticket.delays())
                .addOffsetDateTime(utc(ticket.confirmedAt()))
                .addInteger(ticket.recalls());
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

    private static void mustHitOneRow(RowSet<Row> rows) {
        if (rows.rowCount() != 1) {
            throw new IllegalStateException("a locked ticket changed under us");
        }
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

    private static Head toHead(RowSet<Row> rows) {
        Row row = rows.iterator().next();
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
