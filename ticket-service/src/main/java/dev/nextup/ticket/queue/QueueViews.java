package dev.nextup.ticket.queue;

import dev.nextup.problem.RejectedException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Queues for other features to show, as staff see them. */
@ApplicationScoped
public class QueueViews {

    private final QueueRepository queues;
    private final QueueLists lists;
    private final Pool pool;

    QueueViews(QueueRepository queues, QueueLists lists, Pool pool) {
        this.queues = queues;
        this.lists = lists;
        this.pool = pool;
    }

    /** Fails with {@link QueueRejection#UNKNOWN_QUEUE} when the organisation has no such queue. */
    public Uni<QueueView> of(UUID queueId, UUID organizationId) {
        return queues.find(pool, queueId, organizationId)
                .map(
                        scope ->
                                scope.orElseThrow(
                                        () -> new RejectedException(QueueRejection.UNKNOWN_QUEUE)))
                .chain(lists::view);
    }
}
