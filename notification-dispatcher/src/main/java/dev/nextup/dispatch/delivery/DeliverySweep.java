package dev.nextup.dispatch.delivery;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Every second, on every replica: what has passed its deadline expires, and what a dead replica was
 * sending is sent by another. A sweep that fails is made up for by the next.
 */
@ApplicationScoped
class DeliverySweep {

    private static final Logger LOG = Logger.getLogger(DeliverySweep.class);

    private static final int LIMIT = 1_000;

    private final Deliveries deliveries;
    private final DeliveryLog log;
    private final DeliveryMetrics metrics;
    private final DeliveryWorker worker;
    private final Pool pool;
    private final Clock clock;

    DeliverySweep(
            Deliveries deliveries,
            DeliveryLog log,
            DeliveryMetrics metrics,
            DeliveryWorker worker,
            Pool pool,
            Clock clock) {
        this.deliveries = deliveries;
        this.log = log;
        this.metrics = metrics;
        this.worker = worker;
        this.pool = pool;
        this.clock = clock;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sweep() {
        Instant now = clock.instant();
        return pool.withTransaction(connection -> sweep(connection, now))
                .invoke(
                        changed -> {
                            if (!changed.isEmpty()) {
                                metrics.changed(changed);
                                log.committed();
                                worker.wake();
                            }
                        })
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("sweep failed: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<List<Settled>> sweep(SqlConnection connection, Instant now) {
        List<Settled> changed = new ArrayList<>();
        return deliveries
                .giveUpLeases(connection, LIMIT, now)
                .invoke(changed::addAll)
                .chain(() -> deliveries.expire(connection, LIMIT, now))
                .invoke(changed::addAll)
                .chain(() -> log.write(connection, changed, List.of()))
                .replaceWith(changed);
    }
}
