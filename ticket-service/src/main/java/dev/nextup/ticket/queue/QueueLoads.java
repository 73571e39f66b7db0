package dev.nextup.ticket.queue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Reads the load of many services in one statement; each count runs on a partial index. */
@ApplicationScoped
public class QueueLoads {

    private static final String LOADS =
            "SELECT s.id, s.expected_service_seconds,"
                    + " (SELECT count(*) FROM ticket t WHERE t.service_id = s.id AND t.status = 'WAITING') AS waiting,"
                    + " (SELECT count(*) FROM ticket t WHERE t.service_id = s.id"
                    + "   AND t.status IN ('CALLED', 'SERVING')) AS serving, "
                    + ServingCounters.OPEN
                    + " AS open_counters FROM service s WHERE s.id = ANY ($1)";

    private final Pool pool;
    private final ServiceTimes times;

    QueueLoads(Pool pool, ServiceTimes times) {
        this.pool = pool;
        this.times = times;
    }

    /** The load per service id; unknown ids are left out. */
    public Uni<Map<UUID, QueueLoad>> of(Collection<UUID> serviceIds) {
        return pool.preparedQuery(LOADS)
                .execute(Tuple.of(serviceIds.toArray(UUID[]::new)))
                .map(
                        rows -> {
                            Map<UUID, QueueLoad> loads = new HashMap<>();
                            rows.forEach(row -> loads.put(row.getUUID("id"), toLoad(row)));
                            return loads;
                        });
    }

    private QueueLoad toLoad(Row row) {
        return new QueueLoad(
                row.getInteger("waiting"),
                row.getInteger("serving"),
                row.getInteger("open_counters"),
                times.seconds(row.getUUID("id"), row.getInteger("expected_service_seconds")));
    }
}
