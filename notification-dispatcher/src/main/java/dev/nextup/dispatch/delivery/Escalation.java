package dev.nextup.dispatch.delivery;

import static dev.nextup.dispatch.delivery.DeliveryRows.list;
import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends a call once more that its push service took and no device has shown in time: the same
 * delivery, so the same {@code Topic} and tag, and whoever sees both sees one. When it is due is a
 * column of its row, so that any replica does it, also after a restart. It is not done when
 * something has happened to the ticket since, when the deadline has passed, or when the holder
 * cannot be reached by push any more or does not want to be; of the last two it still counts as
 * done, so that it goes another way.
 */
@ApplicationScoped
class Escalation {

    private static final Logger LOG = Logger.getLogger(Escalation.class);

    private static final int LIMIT = 500;

    /** The lock of the ticket orders this against an event that is taken in now. */
    private static final String REPEAT =
            "WITH late AS (SELECT d.id, k.id AS ticket_id, k.push_denied, d.state = 'ACCEPTED'"
                    + " AND k.status = 'CALLED' AND k.version = d.ticket_version AND d.deadline > $1 AS unseen"
                    + " FROM delivery d JOIN known_ticket k ON k.id = d.ticket_id"
                    + " WHERE d.escalate_at <= $1 ORDER BY d.ticket_id LIMIT $2"
                    + " FOR NO KEY UPDATE OF d, k SKIP LOCKED),"
                    + " due AS (SELECT l.id, l.unseen, l.unseen AND NOT l.push_denied AND EXISTS (SELECT 1"
                    + " FROM recipient r WHERE r.ticket_id = l.ticket_id AND r.active) AS again FROM late l)"
                    + " UPDATE delivery d SET escalate_at = NULL,"
                    + " escalations = d.escalations + CASE WHEN due.unseen THEN 1 ELSE 0 END,"
                    + " repeated_at = CASE WHEN due.again THEN $1 ELSE d.repeated_at END,"
                    + " state = CASE WHEN due.again THEN 'RETRYING' ELSE d.state END,"
                    + " next_attempt_at = CASE WHEN due.again THEN $1 ELSE d.next_attempt_at END,"
                    + " finished_at = CASE WHEN due.again THEN NULL ELSE d.finished_at END,"
                    + " content = CASE WHEN due.again THEN d.content END"
                    + " FROM due WHERE d.id = due.id"
                    + " RETURNING d.id, d.ticket_id, d.organization_id, d.notification_type, d.state,"
                    + " d.attempts";

    private final DeliveryMetrics metrics;
    private final DeliveryWorker worker;
    private final Pool pool;
    private final Clock clock;

    Escalation(DeliveryMetrics metrics, DeliveryWorker worker, Pool pool, Clock clock) {
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
        return pool.withTransaction(connection -> repeat(connection, now))
                .invoke(this::done)
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("escalation failed: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private void done(List<Settled> looked) {
        long again = looked.stream().filter(d -> d.state() == DeliveryState.RETRYING).count();
        if (again > 0) {
            metrics.repeated(again);
            worker.wake();
        }
    }

    private static Uni<List<Settled>> repeat(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery(REPEAT)
                .execute(Tuple.of(utc(now), LIMIT))
                .map(rows -> list(rows, DeliveryRows::settled));
    }
}
