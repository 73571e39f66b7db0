package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.CounterRef;
import dev.nextup.ticket.lifecycle.TicketSnapshot.Place;
import dev.nextup.ticket.queue.ServiceTimes;
import dev.nextup.ticket.queue.ServingCounters;
import dev.nextup.ticket.reach.ReachView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads tickets with everything around them. */
@ApplicationScoped
class TicketSnapshots {

    private static final String WAITING_WITH =
            "(SELECT count(*) FROM ticket w WHERE w.service_id = t.service_id AND w.status = 'WAITING' AND ";

    /**
     * In exactly the order of the calls, on the same index. Higher classes and the own one are
     * counted apart: of one condition with OR the index serves no part, and the whole queue is read
     * instead of those ahead.
     */
    private static final String COUNTED =
            WAITING_WITH
                    + "w.priority > t.priority) + "
                    + WAITING_WITH
                    + "w.priority = t.priority AND w.order_key < t.order_key)";

    private static final String COUNTED_AHEAD =
            "CASE WHEN t.status = 'WAITING' THEN " + COUNTED + " END AS ahead";

    /**
     * Tickets with those ahead of them, in the same order, counted from one of these tickets to the
     * next: nobody is counted twice, so many of one line cost little more than the last of them.
     */
    private static final String MANY_TICKETS =
            "(SELECT "
                    + TicketRepository.COLUMNS
                    + ", sum(CASE WHEN t.status <> 'WAITING' THEN NULL WHEN t.previous IS NULL THEN "
                    + COUNTED
                    + " ELSE "
                    + WAITING_WITH
                    + "w.priority = t.priority AND w.order_key >= t.previous AND w.order_key < t.order_key) END)"
                    + " OVER (PARTITION BY t.service_id, t.status, t.priority ORDER BY t.order_key)::bigint AS ahead"
                    + " FROM (SELECT "
                    + TicketRepository.COLUMNS
                    + ", t.order_key, lag(t.order_key) OVER (PARTITION BY t.service_id, t.status, t.priority"
                    + "   ORDER BY t.order_key) AS previous FROM ticket t WHERE t.id = ANY ($1)) t)";

    /** What all tickets of a service share. */
    private static final String OF_SERVICE =
            ServingCounters.OPEN
                    + " AS open_counters,"
                    + " (SELECT n.number FROM ticket n WHERE n.service_id = s.id"
                    + "   AND n.status IN ('CALLED', 'SERVING') ORDER BY n.called_at DESC LIMIT 1) AS currently_serving";

    /** The same, read once per service and not once per ticket. */
    private static final String OF_EACH_SERVICE =
            "WITH shared AS MATERIALIZED (SELECT s.id, "
                    + OF_SERVICE
                    + " FROM service s WHERE s.id IN (SELECT a.service_id FROM ticket a WHERE a.id = ANY ($1))) ";

    private static final String SNAPSHOT =
            "SELECT "
                    + TicketRepository.COLUMNS
                    + ", o.name AS organization_name, o.logo_url, b.id AS branch_id, b.name AS branch_name,"
                    + " d.id AS department_id, d.name AS department_name, s.name AS service_name,"
                    + " s.expected_service_seconds, s.almost_turn_ahead, k.name AS counter_name, %s, %s, "
                    + ReachView.COLUMNS
                    + " FROM %s t JOIN service s ON s.id = t.service_id JOIN department d ON d.id = s.department_id"
                    + " JOIN branch b ON b.id = d.branch_id JOIN organization o ON o.id = t.organization_id"
                    + " LEFT JOIN counter k ON k.id = t.counter_id"
                    + ReachView.join("t.id")
                    + "%s";

    /**
     * One row's plan looks everything up by its key, also while tables are new and without
     * statistics.
     */
    static final String ONE =
            SNAPSHOT.formatted(COUNTED_AHEAD, OF_SERVICE, "ticket", " WHERE t.id = $1");

    private static final String SHARED = "shared.open_counters, shared.currently_serving";

    private static final String WITH_SHARED = " JOIN shared ON shared.id = t.service_id";

    private static final String ENDED =
            OF_EACH_SERVICE
                    + SNAPSHOT.formatted(
                            "NULL::bigint AS ahead",
                            SHARED,
                            "ticket",
                            WITH_SHARED + " WHERE t.id = ANY ($1)");

    static final String MANY =
            OF_EACH_SERVICE + SNAPSHOT.formatted("t.ahead", SHARED, MANY_TICKETS, WITH_SHARED);

    private final Pool pool;
    private final ServiceTimes times;

    TicketSnapshots(Pool pool, ServiceTimes times) {
        this.pool = pool;
        this.times = times;
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

    /** Those that exist, as last committed, in one statement. */
    Uni<List<TicketSnapshot>> snapshots(Collection<UUID> ids) {
        return snapshots(pool, ids);
    }

    /** As {@link #snapshot(SqlClient, UUID)}, of several tickets in one statement. */
    Uni<List<TicketSnapshot>> snapshots(SqlClient client, Collection<UUID> ids) {
        if (ids.size() == 1) {
            return read(client, ONE, Tuple.of(ids.iterator().next()));
        }
        return read(client, MANY, list(ids));
    }

    /**
     * As {@link #snapshots(SqlClient, Collection)}, of tickets that do not wait: without a line.
     */
    Uni<List<TicketSnapshot>> ended(SqlClient client, Collection<UUID> ids) {
        return read(client, ENDED, list(ids));
    }

    private static Tuple list(Collection<UUID> ids) {
        return Tuple.of(ids.toArray(UUID[]::new));
    }

    private Uni<List<TicketSnapshot>> read(SqlClient client, String sql, Tuple which) {
        return client.preparedQuery(sql)
                .execute(which)
                .map(
                        rows -> {
                            List<TicketSnapshot> found = new ArrayList<>();
                            rows.forEach(row -> found.add(toSnapshot(row)));
                            return found;
                        });
    }

    private TicketSnapshot toSnapshot(Row row) {
        Ticket ticket = TicketRepository.toTicket(row);
        Place place =
                new Place(
                        row.getString("organization_name"),
                        row.getString("logo_url"),
                        row.getUUID("branch_id"),
                        row.getString("branch_name"),
                        row.getUUID("department_id"),
                        row.getString("department_name"),
                        row.getString("service_name"),
                        times.seconds(
                                ticket.serviceId(), row.getInteger("expected_service_seconds")),
                        row.getInteger("almost_turn_ahead"));
        UUID counterId = ticket.counterId();
        return new TicketSnapshot(
                ticket,
                place,
                counterId == null ? null : new CounterRef(counterId, row.getString("counter_name")),
                row.getInteger("ahead"),
                row.getInteger("open_counters"),
                row.getString("currently_serving"),
                ReachView.of(row));
    }
}
