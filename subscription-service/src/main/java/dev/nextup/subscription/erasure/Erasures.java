package dev.nextup.subscription.erasure;

import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.subscription.binding.Subscriptions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Every ten seconds, on every replica: what is held for tickets that ended long enough ago is
 * erased, in batches, with its null records; and tickets nothing is held for are forgotten. An undo
 * within that time keeps everything, since the ticket has not ended then.
 */
@ApplicationScoped
class Erasures {

    private static final Logger LOG = Logger.getLogger(Erasures.class);

    /** A transaction of some milliseconds, so that nobody waits for its locks. */
    private static final int BATCH = 500;

    /** A ticket's token is good for less than two days; after this nobody can hold it any more. */
    private static final Duration ABANDONED = Duration.ofDays(3);

    /** Ticket events are kept this long: later none can come. */
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    private static final String HELD =
            "(SELECT ticket_id FROM push_subscription UNION ALL SELECT ticket_id FROM"
                    + " notification_preference UNION ALL SELECT ticket_id FROM ticket_phone)";

    /**
     * Never before the closing notice had its time, however soon erasure is asked for. Those that
     * somebody is changing now are left to the next sweep.
     */
    private static final String DUE =
            "SELECT id FROM known_ticket WHERE ((ended_at <= $1"
                    + " AND (closed_at IS NULL OR closed_at <= $4)) OR first_seen_at <= $2) AND id IN "
                    + HELD
                    + " ORDER BY id LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED";

    private static final String FORGET =
            "DELETE FROM known_ticket WHERE id IN (SELECT id FROM known_ticket"
                    + " WHERE first_seen_at <= $1 AND (ended_at IS NULL OR ended_at <= $1)"
                    + " AND id NOT IN "
                    + HELD
                    + " ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)";

    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final RetentionConfig config;
    private final Pool pool;
    private final Clock clock;
    private final Counter erased;
    private final Counter failures;

    Erasures(
            Subscriptions subscriptions,
            Outbox outbox,
            RetentionConfig config,
            Pool pool,
            Clock clock,
            MeterRegistry registry) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
        erased = registry.counter("nextup.erasure.tickets");
        failures = registry.counter("nextup.erasure.failures");
    }

    @Scheduled(
            every = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sweep() {
        return Uni.createFrom()
                .deferred(this::batch)
                .repeat()
                .whilst(count -> count == BATCH)
                .collect()
                .last()
                .chain(this::forget)
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Integer> batch() {
        return pool.withTransaction(this::eraseDue)
                .invoke(
                        count -> {
                            if (count > 0) {
                                outbox.committed();
                                erased.increment(count);
                            }
                        });
    }

    private Uni<Integer> eraseDue(SqlConnection connection) {
        Instant now = clock.instant();
        return connection
                .preparedQuery(DUE)
                .execute(
                        Tuple.of(
                                now.minus(config.afterEnd()).atOffset(ZoneOffset.UTC),
                                now.minus(ABANDONED).atOffset(ZoneOffset.UTC),
                                BATCH,
                                now.atOffset(ZoneOffset.UTC)))
                .map(
                        rows -> {
                            List<UUID> ids = new ArrayList<>();
                            rows.forEach(row -> ids.add(row.getUUID(0)));
                            return ids;
                        })
                .call(ids -> subscriptions.erase(connection, ids))
                .map(List::size);
    }

    private Uni<Void> forget() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(clock.instant().minus(FORGOTTEN).atOffset(ZoneOffset.UTC), BATCH))
                .replaceWithVoid();
    }

    private void failed(Throwable e) {
        failures.increment();
        LOG.warnf("erasure failed, the next sweep repeats it: %s", e.getClass().getSimpleName());
    }
}
