package dev.nextup.subscription.binding;

import dev.nextup.messaging.outbox.Outbox;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Every second, on every replica: subscriptions that have expired, or whose ticket has ended and
 * whose closing notice had its time, are deactivated; those of tickets that live again after an
 * undo are brought back. A sweep that fails is made up for by the next.
 */
@ApplicationScoped
class SubscriptionSweep {

    private static final Logger LOG = Logger.getLogger(SubscriptionSweep.class);

    private static final int LIMIT = 500;

    private static final String DUE =
            "SELECT k.id FROM known_ticket k JOIN push_subscription s ON s.ticket_id = k.id"
                    + " WHERE (s.active AND (k.closed_at <= $1 OR s.expiration_time <= $1))"
                    + " OR (s.paused_by_end AND NOT s.active AND k.ended_at IS NULL)"
                    + " ORDER BY k.id LIMIT $2 FOR NO KEY UPDATE OF k SKIP LOCKED";

    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;

    SubscriptionSweep(Subscriptions subscriptions, Outbox outbox, Pool pool, Clock clock) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sweep() {
        return pool.withTransaction(this::sweep)
                .invoke(
                        changed -> {
                            if (!changed.isEmpty()) {
                                outbox.committed();
                            }
                        })
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("sweep failed: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Set<UUID>> sweep(SqlConnection connection) {
        return connection
                .preparedQuery(DUE)
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC), LIMIT))
                .map(
                        rows -> {
                            Set<UUID> ids = new HashSet<>();
                            rows.forEach(row -> ids.add(row.getUUID(0)));
                            return ids;
                        })
                .call(ids -> subscriptions.asTimePasses(connection, ids));
    }
}
