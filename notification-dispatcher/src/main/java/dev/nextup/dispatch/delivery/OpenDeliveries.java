package dev.nextup.dispatch.delivery;

import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * What is not over, counted in the table every ten seconds. Every replica counts all of it: take
 * the maximum, not the sum.
 *
 * <ul>
 *   <li>{@code nextup.delivery.open}, by {@code state} ({@code planned}, {@code sending}, {@code
 *       retrying}): the term that makes the counts of {@link DeliveryMetrics} balance. Many {@code
 *       planned} are tickets without a browser: they end at their deadline.
 *   <li>{@code nextup.delivery.lag}, in seconds: for how long the oldest that could be sent now has
 *       been waiting. Alert above 5 for a minute: the replicas cannot keep up, or a push service is
 *       held back from ({@code nextup.push.services.troubled} tells which it is).
 * </ul>
 */
@ApplicationScoped
class OpenDeliveries {

    private static final Logger LOG = Logger.getLogger(OpenDeliveries.class);

    private static final List<DeliveryState> OPEN =
            List.of(DeliveryState.PLANNED, DeliveryState.SENDING, DeliveryState.RETRYING);

    private static final String COUNT =
            "SELECT state, count(*) AS deliveries, coalesce(max(extract(epoch FROM $1 - next_attempt_at)"
                    + " * 1000) FILTER (WHERE next_attempt_at <= $1 AND push_service IS NOT NULL), 0)::bigint AS lag"
                    + " FROM delivery WHERE state IN ('PLANNED', 'SENDING', 'RETRYING') GROUP BY state";

    private static final double MILLIS = 1_000;

    private final Pool pool;
    private final Clock clock;
    private final Map<DeliveryState, AtomicLong> counts = new EnumMap<>(DeliveryState.class);
    private final AtomicLong lagMillis = new AtomicLong();

    OpenDeliveries(Pool pool, Clock clock, MeterRegistry registry) {
        this.pool = pool;
        this.clock = clock;
        for (DeliveryState state : OPEN) {
            AtomicLong count = new AtomicLong();
            counts.put(state, count);
            Gauge.builder("nextup.delivery.open", count, AtomicLong::get)
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("nextup.delivery.lag", lagMillis, lag -> lag.get() / MILLIS)
                .baseUnit("seconds")
                .register(registry);
    }

    @Scheduled(
            every = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> count() {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(utc(clock.instant())))
                .invoke(this::show)
                .onFailure()
                .invoke(e -> LOG.warnf("deliveries not counted: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void show(RowSet<Row> rows) {
        Map<DeliveryState, Long> found = new EnumMap<>(DeliveryState.class);
        long lag = 0;
        for (Row row : rows) {
            found.put(DeliveryState.valueOf(row.getString("state")), row.getLong("deliveries"));
            lag = Math.max(lag, row.getLong("lag"));
        }
        counts.forEach((state, count) -> count.set(found.getOrDefault(state, 0L)));
        lagMillis.set(lag);
    }
}
