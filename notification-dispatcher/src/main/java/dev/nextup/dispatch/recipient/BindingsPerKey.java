package dev.nextup.dispatch.recipient;

import dev.nextup.dispatch.webpush.LiveKeyRing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * {@code nextup.push.bindings}, by {@code key}: browsers that subscribed with each VAPID key. A key
 * that is not the newest may leave the ring when it is 0. Alert when one is not 0 whose key is not
 * in the ring. Each replica counts all; take the maximum.
 */
@ApplicationScoped
class BindingsPerKey {

    private static final Logger LOG = Logger.getLogger(BindingsPerKey.class);

    private static final String COUNT =
            "SELECT key_id, count(*) AS bindings FROM recipient WHERE active GROUP BY key_id";

    private final Pool pool;
    private final LiveKeyRing keys;
    private final MultiGauge gauge;

    BindingsPerKey(Pool pool, LiveKeyRing keys, MeterRegistry registry) {
        this.pool = pool;
        this.keys = keys;
        gauge = MultiGauge.builder("nextup.push.bindings").register(registry);
    }

    @Scheduled(
            every = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> count() {
        return pool.query(COUNT)
                .execute()
                .invoke(this::show)
                .onFailure()
                .invoke(e -> LOG.warnf("bindings not counted: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void show(RowSet<Row> rows) {
        Map<String, Long> counts = new LinkedHashMap<>();
        keys.current().ids().forEach(id -> counts.put(id, 0L));
        rows.forEach(row -> counts.put(row.getString("key_id"), row.getLong("bindings")));
        gauge.register(
                counts.entrySet().stream()
                        .map(e -> MultiGauge.Row.of(Tags.of("key", e.getKey()), e.getValue()))
                        .toList(),
                true);
    }
}
