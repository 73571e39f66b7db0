package dev.nextup.ticket.queue;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * How long a ticket of each service takes at the counter: the median of its latest completions,
 * each from when it was served, or else called, to its end. Read every half minute and kept in
 * memory, so that nobody who takes or calls a ticket waits for it; an estimate is that old at most,
 * and two replicas may differ for as long. While the database is away the last medians stay.
 */
@ApplicationScoped
public class ServiceTimes {

    private static final Logger LOG = Logger.getLogger(ServiceTimes.class);

    /** The morning says nothing of the evening. */
    private static final Duration RECENT = Duration.ofHours(8);

    /**
     * Fewer than five say too little, and fifty are plenty. Under ten seconds nobody was served,
     * and over four hours somebody forgot to say that they were done.
     */
    private static final String MEDIANS =
            "SELECT s.id, round(m.median)::integer AS seconds FROM service s CROSS JOIN LATERAL ("
                    + "SELECT count(*) AS measured, percentile_cont(0.5) WITHIN GROUP (ORDER BY c.seconds) AS median"
                    + " FROM (SELECT d.seconds FROM ticket t CROSS JOIN LATERAL ("
                    + "SELECT extract(epoch FROM t.completed_at - coalesce((SELECT max(h.happened_at)"
                    + " FROM ticket_transition h WHERE h.ticket_id = t.id AND h.command = 'serve'"
                    + " AND h.happened_at >= t.called_at), t.called_at))::double precision AS seconds) d"
                    + " WHERE t.service_id = s.id AND t.status = 'COMPLETED' AND t.completed_at > $1"
                    + " AND d.seconds BETWEEN 10 AND 4 * 3600 ORDER BY t.completed_at DESC LIMIT 50) c) m"
                    + " WHERE s.active AND m.measured >= 5";

    private final Pool pool;
    private final Clock clock;
    private volatile Map<UUID, Integer> medians = Map.of();

    ServiceTimes(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Seconds per ticket, without a look at the database.
     *
     * @param configured what the service's managers expect; counts while too few were measured
     */
    public int seconds(UUID serviceId, int configured) {
        return medians.getOrDefault(serviceId, configured);
    }

    @Scheduled(every = "30s", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> refresh() {
        return pool.preparedQuery(MEDIANS)
                .execute(Tuple.of(clock.instant().minus(RECENT).atOffset(ZoneOffset.UTC)))
                .invoke(
                        rows -> {
                            Map<UUID, Integer> read = new HashMap<>();
                            rows.forEach(
                                    row -> read.put(row.getUUID("id"), row.getInteger("seconds")));
                            medians = Map.copyOf(read);
                        })
                .replaceWithVoid()
                .onFailure()
                .invoke(
                        e ->
                                LOG.warnf(
                                        "service times stay as they were: %s",
                                        e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }
}
