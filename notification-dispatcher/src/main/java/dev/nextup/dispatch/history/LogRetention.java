package dev.nextup.dispatch.history;

import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Every minute, on every replica: deletes a batch of what is older than the log is kept. Attempts
 * go with their delivery, and a ticket once nothing is left of it. Replicas skip what another
 * deletes.
 */
@Startup // a retention that cannot be is told at start
@ApplicationScoped
class LogRetention {

    private static final Logger LOG = Logger.getLogger(LogRetention.class);

    /** A few tenths of a second; a minute later comes the next. */
    private static final int BATCH = 5_000;

    private static final Duration SHORTEST = Duration.ofDays(1);

    private static final List<String> DELETE =
            List.of(
                    deleteOld("notification_logs", "created_at", "true"),
                    deleteOld(
                            "delivery",
                            "created_at",
                            "t.state NOT IN ('PLANNED', 'SENDING', 'RETRYING')"),
                    deleteOld(
                            "known_ticket",
                            "first_seen_at",
                            "NOT EXISTS (SELECT 1 FROM delivery d WHERE d.ticket_id = t.id)"
                                    + " AND NOT EXISTS (SELECT 1 FROM notification_logs l"
                                    + " WHERE l.ticket_id = t.id)"));

    private final Pool pool;
    private final Clock clock;
    private final Duration retention;

    LogRetention(Pool pool, Clock clock, LogConfig config) {
        this.pool = pool;
        this.clock = clock;
        retention = config.retention();
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalStateException("NEXTUP_LOG_RETENTION is less than a day");
        }
    }

    @Scheduled(
            every = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sweep() {
        return delete().onFailure()
                .invoke(e -> LOG.warnf("retention failed: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    Uni<Void> delete() {
        Instant before = clock.instant().minus(retention);
        return pool.withTransaction(connection -> delete(connection, before));
    }

    private static Uni<Void> delete(SqlConnection connection, Instant before) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String statement : DELETE) {
            done =
                    done.chain(
                            () ->
                                    connection
                                            .preparedQuery(statement)
                                            .execute(Tuple.of(utc(before), BATCH))
                                            .replaceWithVoid());
        }
        return done;
    }

    private static String deleteOld(String table, String age, String condition) {
        return "DELETE FROM %1$s WHERE id IN (SELECT t.id FROM %1$s t WHERE t.%2$s < $1 AND %3$s ORDER BY t.%2$s LIMIT $2 FOR UPDATE SKIP LOCKED)"
                .formatted(table, age, condition);
    }
}
