package dev.nextup.dispatch.delivery;

import static dev.nextup.dispatch.delivery.DeliveryRows.instant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is not over, looked up in the table every ten seconds. Every replica looks at all of it:
 * take the maximum, not the sum.
 *
 * <ul>
 *   <li>{@code nextup.delivery.open}, by {@code state} ({@code planned}, {@code sending}, {@code
 *       retrying}): the term that makes the counts of {@link DeliveryMetrics} balance. Many {@code
 *       planned} are tickets without a browser: they end at their deadline. Counting them takes a
 *       hundredth of the time at most, so it is done less often where it takes long.
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

    /**
     * Each by an index that holds nothing else; that of the many, by the index alone once the table
     * is vacuumed. It is that of the deadlines, which the planner knows by a deadline that is asked
     * for. What is tried again has a next attempt, always.
     */
    static final String COUNT =
            "SELECT u.unsent - r.retrying AS planned, s.sending, r.retrying FROM"
                    + " (SELECT count(*) AS unsent FROM delivery WHERE state IN ('PLANNED', 'RETRYING')"
                    + " AND deadline >= '-infinity') u,"
                    + " (SELECT count(*) AS sending FROM delivery WHERE state = 'SENDING'"
                    + " AND lease_until IS NOT NULL) s,"
                    + " (SELECT count(*) AS retrying FROM delivery WHERE state = 'RETRYING'"
                    + " AND next_attempt_at IS NOT NULL) r";

    /** Two looks into the index for each push service, however much waits. */
    static final String OLDEST =
            Deliveries.SERVICES
                    + " oldest AS (SELECT (SELECT d.next_attempt_at FROM delivery d"
                    + " WHERE d.push_service = s.push_service AND d.urgent = u.urgent"
                    + " AND d.next_attempt_at IS NOT NULL ORDER BY d.next_attempt_at LIMIT 1) AS due"
                    + " FROM service s CROSS JOIN (VALUES (true), (false)) u (urgent)"
                    + " WHERE s.push_service IS NOT NULL)"
                    + " SELECT min(due) AS due FROM oldest";

    /** Counting rests for so many times as long as it took. */
    private static final int REST = 99;

    private static final double MILLIS = 1_000;

    private final Pool pool;
    private final Clock clock;
    private final Map<DeliveryState, AtomicLong> counts = new EnumMap<>(DeliveryState.class);
    private final AtomicLong lagMillis = new AtomicLong();
    private volatile Instant rested = Instant.MIN;

    OpenDeliveries(Pool pool, Clock clock, MeterRegistry registry) {
        this.pool = pool;
        this.clock = clock;
        for (DeliveryState state : OPEN) {
            AtomicLong count = new AtomicLong();
            counts.put(state, count);
            Gauge.builder("nextup.delivery.open", count, AtomicLong::get)
                    .tag("state", tag(state))
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
    Uni<Void> sample() {
        return clock.instant().isBefore(rested) ? told(lag()) : count();
    }

    Uni<Void> count() {
        return told(lag().chain(this::states));
    }

    private static Uni<Void> told(Uni<Void> look) {
        return look.onFailure()
                .invoke(e -> LOG.warnf("deliveries not counted: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> lag() {
        return pool.preparedQuery(OLDEST)
                .execute()
                .invoke(rows -> showLag(instant(rows.iterator().next(), "due")))
                .replaceWithVoid();
    }

    private Uni<Void> states() {
        Instant begun = clock.instant();
        return pool.preparedQuery(COUNT)
                .execute()
                .invoke(rows -> showStates(rows.iterator().next()))
                .invoke(() -> rest(begun))
                .replaceWithVoid();
    }

    private void rest(Instant begun) {
        Instant now = clock.instant();
        rested = now.plus(Duration.between(begun, now).multipliedBy(REST));
    }

    private void showLag(@Nullable Instant due) {
        lagMillis.set(due == null ? 0 : Math.max(0, due.until(clock.instant(), ChronoUnit.MILLIS)));
    }

    private void showStates(Row row) {
        counts.forEach((state, count) -> count.set(row.getLong(tag(state))));
    }

    private static String tag(DeliveryState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
