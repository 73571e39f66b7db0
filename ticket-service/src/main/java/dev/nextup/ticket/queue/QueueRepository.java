package dev.nextup.ticket.queue;

import dev.nextup.ticket.hours.OpeningHours;
import dev.nextup.ticket.queue.QueueScope.Service;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds and locks what a queue id stands for. */
@ApplicationScoped
class QueueRepository {

    private static final String DEPARTMENT =
            "SELECT d.id, d.name, s.name AS service_name FROM department d"
                    + " LEFT JOIN service s ON s.department_id = d.id AND s.id = $1 AND s.active"
                    + " WHERE d.organization_id = $2 AND d.active AND (d.id = $1 OR s.id = $1)";

    private static final String COLUMNS =
            "s.id, s.name, s.open, s.opening_hours, (SELECT b.time_zone FROM department d"
                    + " JOIN branch b ON b.id = d.branch_id WHERE d.id = s.department_id) AS time_zone";

    private static final String SERVICES =
            "SELECT "
                    + COLUMNS
                    + " FROM service s"
                    + " WHERE (s.id = $1 OR s.department_id = $1) AND s.organization_id = $2 AND s.active"
                    + " ORDER BY s.id";

    /** Calls of one queue follow each other; NO KEY leaves the issue of tickets alone. */
    private static final String LOCK_SERVICES = SERVICES + " FOR NO KEY UPDATE";

    /** FOR UPDATE waits for tickets being issued, which hold their service by a key-share lock. */
    private static final String SET_OPEN =
            "WITH chosen AS (SELECT s.id FROM service s"
                    + " WHERE (s.id = $1 OR s.department_id = $1) AND s.organization_id = $2 AND s.active"
                    + " ORDER BY s.id FOR UPDATE), changed AS (UPDATE service s SET open = $3 FROM chosen c"
                    + " WHERE s.id = c.id AND s.open <> $3 RETURNING s.id)"
                    + " INSERT INTO management_audit (organization_id, actor, action, target_id)"
                    + " SELECT $2, $4, CASE WHEN $3 THEN 'service-opened' ELSE 'service-closed' END, c.id"
                    + " FROM changed c";

    private static final String USE_COUNTERS =
            "WITH used AS (SELECT c.id FROM counter c WHERE c.id = ANY ($1) AND c.organization_id = $2"
                    + " AND c.department_id = $3 AND c.active ORDER BY c.id FOR NO KEY UPDATE)"
                    + " UPDATE counter c SET last_command_at = now() FROM used u WHERE c.id = u.id";

    private static final String COUNTER =
            "SELECT c.name, c.department_id FROM counter c"
                    + " WHERE c.id = $1 AND c.organization_id = $2 AND c.active";

    private static final String SERVED =
            "SELECT "
                    + COLUMNS
                    + " FROM counter c JOIN service s ON s.active AND "
                    + ServingCounters.SERVES
                    + " WHERE c.id = $1 AND c.organization_id = $2 AND c.active"
                    + " ORDER BY s.id";

    private static final String LOCK_SERVED = SERVED + " FOR NO KEY UPDATE OF s";

    private final Clock clock;

    QueueRepository(Clock clock) {
        this.clock = clock;
    }

    /** Empty when the organisation has no such queue. */
    Uni<Optional<QueueScope>> find(SqlClient client, UUID queueId, UUID organizationId) {
        return scope(client, SERVICES, queueId, organizationId);
    }

    /** As {@link #find}, with the services locked, in id order, until the transaction ends. */
    Uni<Optional<QueueScope>> lock(SqlConnection connection, UUID queueId, UUID organizationId) {
        return scope(connection, LOCK_SERVICES, queueId, organizationId);
    }

    /**
     * Lets the queue's services take new tickets, or no longer. What changes is written down in the
     * audit trail by the same statement; a service that is so already is left alone.
     *
     * @param actor {@link dev.nextup.http.Caller#key()}
     */
    Uni<Void> setOpen(
            SqlClient client, UUID queueId, UUID organizationId, boolean open, String actor) {
        return client.preparedQuery(SET_OPEN)
                .execute(Tuple.of(queueId, organizationId, open, actor))
                .replaceWithVoid();
    }

    /**
     * Marks counters as open and locks them, in id order.
     *
     * @param counterIds each once
     * @return false when the department has no such counter as one of them
     */
    Uni<Boolean> useCounters(
            SqlConnection connection,
            List<UUID> counterIds,
            UUID organizationId,
            UUID departmentId) {
        return connection
                .preparedQuery(USE_COUNTERS)
                .execute(Tuple.of(counterIds.toArray(UUID[]::new), organizationId, departmentId))
                .map(rows -> rows.rowCount() == counterIds.size());
    }

    /** The services this counter serves; empty when the organisation has no such active counter. */
    Uni<Optional<QueueScope>> findServedBy(SqlClient client, UUID counterId, UUID organizationId) {
        return servedBy(client, SERVED, counterId, organizationId);
    }

    /** As {@link #findServedBy}, locked as {@link #lock} does. */
    Uni<Optional<QueueScope>> lockServedBy(
            SqlConnection connection, UUID counterId, UUID organizationId) {
        return servedBy(connection, LOCK_SERVED, counterId, organizationId);
    }

    private Uni<Optional<QueueScope>> servedBy(
            SqlClient client, String servicesSql, UUID counterId, UUID organizationId) {
        Tuple parameters = Tuple.of(counterId, organizationId);
        return client.preparedQuery(COUNTER)
                .execute(parameters)
                .chain(
                        counters ->
                                client.preparedQuery(servicesSql)
                                        .execute(parameters)
                                        .map(served -> servedBy(counterId, counters, served)));
    }

    private Optional<QueueScope> servedBy(
            UUID counterId, RowSet<Row> counters, RowSet<Row> served) {
        if (counters.size() == 0) {
            return Optional.empty();
        }
        Row counter = counters.iterator().next();
        UUID department = counter.getUUID("department_id");
        return Optional.of(
                new QueueScope(counterId, counter.getString("name"), department, services(served)));
    }

    private Uni<Optional<QueueScope>> scope(
            SqlClient client, String servicesSql, UUID queueId, UUID organizationId) {
        Tuple parameters = Tuple.of(queueId, organizationId);
        return client.preparedQuery(DEPARTMENT)
                .execute(parameters)
                .chain(
                        departments ->
                                departments.size() == 0
                                        ? Uni.createFrom().item(Optional.<QueueScope>empty())
                                        : client.preparedQuery(servicesSql)
                                                .execute(parameters)
                                                .map(
                                                        services ->
                                                                Optional.of(
                                                                        toScope(
                                                                                queueId,
                                                                                departments
                                                                                        .iterator()
                                                                                        .next(),
                                                                                services))));
    }

    private QueueScope toScope(UUID queueId, Row department, RowSet<Row> rows) {
        String serviceName = department.getString("service_name");
        String name = serviceName == null ? department.getString("name") : serviceName;
        return new QueueScope(queueId, name, department.getUUID("id"), services(rows));
    }

    private List<Service> services(RowSet<Row> rows) {
        List<Service> services = new ArrayList<>();
        rows.forEach(
                r ->
                        services.add(
                                new Service(
                                        r.getUUID("id"),
                                        r.getString("name"),
                                        r.getBoolean("open") && withinHours(r))));
        return services;
    }

    private boolean withinHours(Row row) {
        return OpeningHours.isOpen(
                OpeningHours.fromJson(row.getString("opening_hours")),
                clock.instant(),
                ZoneId.of(row.getString("time_zone")));
    }
}
