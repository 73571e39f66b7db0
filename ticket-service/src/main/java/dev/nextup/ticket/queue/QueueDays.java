package dev.nextup.ticket.queue;

import dev.nextup.http.Caller;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.lifecycle.ServiceDays;
import dev.nextup.ticket.lifecycle.ServiceDays.Bounds;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Finds which tickets a question about one service day of a queue is about. */
@ApplicationScoped
class QueueDays {

    private final QueueRepository queues;
    private final ServiceDays days;
    private final Pool pool;

    QueueDays(QueueRepository queues, ServiceDays days, Pool pool) {
        this.queues = queues;
        this.days = days;
        this.pool = pool;
    }

    /**
     * Fails with {@link QueueRejection#UNKNOWN_QUEUE}.
     *
     * @param date the service day; empty for the present one
     */
    Uni<QueueDay> of(UUID queueId, Optional<LocalDate> date, Caller.Staff staff) {
        return queues.find(pool, queueId, staff.organizationId())
                .map(
                        scope ->
                                scope.orElseThrow(
                                        () -> new RejectedException(QueueRejection.UNKNOWN_QUEUE)))
                .chain(
                        scope ->
                                days.bounds(pool, scope.departmentId(), date)
                                        .map(day -> new QueueDay(scope, day)));
    }

    record QueueDay(QueueScope scope, Bounds day) {}
}
