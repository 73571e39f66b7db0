package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.CounterRef;
import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.ticket.lifecycle.TicketSnapshot.Place;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ticket table. Every write runs on the caller's connection, in the caller's transaction. */
@ApplicationScoped
class TicketRepository {

    private static final String COLUMNS =
            "t.id, t.organization_id, t.service_id, t.number, t.status, t.priority, t.arrival, t.language,"
                    + " t.counter_id, t.call_id, t.call_count, t.created_at, t.called_at, t.completed_at, t.version";

    private static final String LOCK =
            "SELECT "
                    + COLUMNS
                    + " FROM ticket t WHERE t.id = $1 AND t.organization_id = $2 FOR UPDATE";

    private static final String LOCK_HEAD =
            "SELECT "
                    + COLUMNS
                    + " FROM ticket t WHERE t.service_id = ANY ($1) AND t.status = 'WAITING'"
                    + " ORDER BY t.priority DESC, t.arrival LIMIT 1 FOR UPDATE";

    private static final String ANY_WAITING =
            "SELECT 1 FROM ticket t WHERE t.service_id = ANY ($1) AND t.status = 'WAITING' LIMIT 1";

    private static final String LOCK_AT_COUNTER =
            "SELECT "
                    + COLUMNS
                    + " FROM ticket t WHERE t.counter_id = $1"
                    + " AND t.status IN ('CALLED', 'SERVING') FOR UPDATE";

    private static final String UPDATE =
            "UPDATE ticket SET status = $3, counter_id = $4, call_id = $5, call_count = $6, called_at = $7,"
                    + " completed_at = $8, version = $9 WHERE id = $1 AND version = $2";

    /** Reads "ahead" in exactly the order of {@link #LOCK_HEAD}, on the same index. */
    private static final String SNAPSHOT =
            "SELECT "
                    + COLUMNS
                    + ", o.name AS organization_name, o.logo_url, b.id AS branch_id, b.name AS branch_name,"
                    + " d.id AS department_id, d.name AS department_name, s.name AS service_name,"
                    + " s.expected_service_seconds, c.name AS counter_name,"
                    + " CASE WHEN t.status = 'WAITING' THEN (SELECT count(*) FROM ticket w"
                    + "   WHERE w.service_id = t.service_id AND w.status = 'WAITING'"
                    + "   AND (w.priority > t.priority OR (w.priority = t.priority AND w.arrival < t.arrival)))"
                    + " END AS ahead,"
                    + " (SELECT count(*) FROM counter oc WHERE oc.department_id = s.department_id AND oc.active"
                    + "   AND oc.last_command_at > now() - interval '15 minutes') AS open_counters,"
                    + " (SELECT n.number FROM ticket n WHERE n.service_id = t.service_id"
                    + "   AND n.status IN ('CALLED', 'SERVING') ORDER BY n.called_at DESC LIMIT 1) AS currently_serving"
                    + " FROM ticket t JOIN service s ON s.id = t.service_id JOIN department d ON d.id = s.department_id"
                    + " JOIN branch b ON b.id = d.branch_id JOIN organization o ON o.id = t.organization_id"
                    + " LEFT JOIN counter c ON c.id = t.counter_id WHERE t.id = ANY ($1)";

    private final Pool pool;

    TicketRepository(Pool pool) {
        this.pool = pool;
    }

    /** The ticket of this organisation, locked until the transaction ends. */
    Uni<Optional<Ticket>> lock(SqlConnection connection, UUID id, UUID organizationId) {
        return one(connection, LOCK, Tuple.of(id, organizationId));
    }

    /** The ticket at the counter, locked; there is at most one. */
    Uni<Optional<Ticket>> lockAtCounter(SqlConnection connection, UUID counterId) {
        return one(connection, LOCK_AT_COUNTER, Tuple.of(counterId));
    }

    /**
     * The next to be called, locked. Callers hold the queue's lock, so nobody else calls; but a
     * skip or a cancellation may take the head while we wait for its row, and PostgreSQL then
     * answers with no row at all although others wait: look again until the queue is really empty.
     */
    Uni<Optional<Ticket>> lockHead(SqlConnection connection, UUID[] serviceIds) {
        return one(connection, LOCK_HEAD, Tuple.of(serviceIds))
                .chain(
                        head ->
                                head.isPresent()
                                        ? Uni.createFrom().item(head)
                                        : lockHeadIfAnyWaits(connection, serviceIds));
    }

    private Uni<Optional<Ticket>> lockHeadIfAnyWaits(SqlConnection connection, UUID[] serviceIds) {
        return connection
                .preparedQuery(ANY_WAITING)
                .execute(Tuple.of(serviceIds))
                .chain(
                        rows ->
                                rows.size() == 0
                                        ? Uni.createFrom().item(Optional.<Ticket>empty())
                                        : lockHead(connection, serviceIds));
    }

    /**
     * Compare-and-set on the version before {@code ticket}'s.
     *
     * @throws IllegalStateException in the Uni when the row changed although it was locked: a bug
     */
    Uni<Void> update(SqlConnection connection, Ticket ticket) {
        Tuple parameters =
                Tuple.of(ticket.id(), ticket.version() - 1, ticket.status().name())
                        .addUUID(ticket.counterId())
                        .addUUID(ticket.callId())
                        .addInteger(ticket.callCount())
                        .addOffsetDateTime(utc(ticket.calledAt()))
                        .addOffsetDateTime(utc(ticket.completedAt()))
                        .addLong(ticket.version());
        return connection
                .preparedQuery(UPDATE)
                .execute(parameters)
                .invoke(TicketRepository::mustHitOneRow)
                .replaceWithVoid();
    }

    /** The ticket as last committed. */
    Uni<Optional<TicketSnapshot>> snapshot(UUID id) {
        return snapshot(pool, id);
    }

    /**
     * The ticket as this client sees it: with a transaction's connection, its own changes included.
     */
    Uni<Optional<TicketSnapshot>> snapshot(SqlClient client, UUID id) {
        return snapshots(client, List.of(id)).map(found -> found.stream().findFirst());
    }

    /** The tickets that exist, as last committed, in one statement. */
    Uni<List<TicketSnapshot>> snapshots(Collection<UUID> ids) {
        return snapshots(pool, ids);
    }

    private static Uni<List<TicketSnapshot>> snapshots(SqlClient client, Collection<UUID> ids) {
        return client.preparedQuery(SNAPSHOT)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(
                        rows -> {
                            List<TicketSnapshot> found = new ArrayList<>();
                            rows.forEach(row -> found.add(toSnapshot(row)));
                            return found;
                        });
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

    private static Ticket toTicket(Row row) {
        return new Ticket(
                row.getUUID("id"),
                row.getUUID("organization_id"),
                row.getUUID("service_id"),
                row.getString("number"),
                TicketStatus.valueOf(row.getString("status")),
                row.getInteger("priority"),
                row.getLong("arrival"),
                row.getString("language"),
                row.getUUID("counter_id"),
                row.getUUID("call_id"),
                row.getInteger("call_count"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "called_at"),
                instant(row, "completed_at"),
                row.getLong("version"));
    }

    private static TicketSnapshot toSnapshot(Row row) {
        Ticket ticket = toTicket(row);
        Place place =
                new Place(
                        row.getString("organization_name"),
                        row.getString("logo_url"),
                        row.getUUID("branch_id"),
                        row.getString("branch_name"),
                        row.getUUID("department_id"),
                        row.getString("department_name"),
                        row.getString("service_name"),
                        row.getInteger("expected_service_seconds"));
        UUID counterId = ticket.counterId();
        return new TicketSnapshot(
                ticket,
                place,
                counterId == null ? null : new CounterRef(counterId, row.getString("counter_name")),
                row.getInteger("ahead"),
                row.getInteger("open_counters"),
                row.getString("currently_serving"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
