package dev.nextup.ticket.queue;

import dev.nextup.http.Caller;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.TicketChanges;
import dev.nextup.ticket.lifecycle.TicketView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looking at a queue and calling its next ticket. Calls of one queue follow each other by the lock
 * on its services; {@code SKIP LOCKED} would be faster and would break the order when somebody
 * holds the head.
 */
@ApplicationScoped
class Queues {

    private final QueueRepository queues;
    private final QueueLists lists;
    private final TicketChanges tickets;
    private final IdempotencyKeys idempotency;
    private final Pool pool;

    Queues(
            QueueRepository queues,
            QueueLists lists,
            TicketChanges tickets,
            IdempotencyKeys idempotency,
            Pool pool) {
        this.queues = queues;
        this.lists = lists;
        this.tickets = tickets;
        this.idempotency = idempotency;
        this.pool = pool;
    }

    Uni<QueueView> view(UUID queueId, Caller.Staff staff) {
        return queues.find(pool, queueId, staff.organizationId())
                .map(scope -> known(scope, QueueRejection.UNKNOWN_QUEUE))
                .chain(lists::view);
    }

    /** What a counter calls from: the services it serves, in one order. */
    Uni<QueueView> viewAt(UUID counterId, Caller.Staff staff) {
        return queues.findServedBy(pool, counterId, staff.organizationId())
                .map(scope -> known(scope, QueueRejection.UNKNOWN_COUNTER))
                .chain(lists::view);
    }

    /**
     * Opens the queue for new tickets or closes it; those who wait are served either way. Once a
     * closing is answered no ticket is issued any more, also by one that was under way.
     *
     * @return the queue after it
     */
    Uni<QueueView> setOpen(UUID queueId, boolean open, Caller.Staff staff) {
        return queues.find(pool, queueId, staff.organizationId())
                .invoke(scope -> known(scope, QueueRejection.UNKNOWN_QUEUE))
                .chain(
                        () ->
                                queues.setOpen(
                                        pool, queueId, staff.organizationId(), open, staff.key()))
                .chain(() -> view(queueId, staff));
    }

    /**
     * Calls the oldest waiting ticket. With a counter, the counter's current ticket is completed in
     * the same transaction, also when nobody waits.
     *
     * @return empty when nobody waits
     */
    Uni<Optional<TicketView>> callNext(
            UUID queueId,
            @Nullable UUID counterId,
            Caller.Staff staff,
            Optional<IdempotentCall> once) {
        return once(
                once,
                connection ->
                        queues.lock(connection, queueId, staff.organizationId())
                                .map(scope -> known(scope, QueueRejection.UNKNOWN_QUEUE))
                                .chain(scope -> callFrom(connection, scope, counterId, staff)));
    }

    /** As {@link #callNext}, over exactly the services the counter serves. */
    Uni<Optional<TicketView>> callNextAt(
            UUID counterId, Caller.Staff staff, Optional<IdempotentCall> once) {
        return once(
                once,
                connection ->
                        queues.lockServedBy(connection, counterId, staff.organizationId())
                                .map(scope -> known(scope, QueueRejection.UNKNOWN_COUNTER))
                                .chain(scope -> callFrom(connection, scope, counterId, staff)));
    }

    private Uni<Optional<TicketView>> once(
            Optional<IdempotentCall> once,
            Function<SqlConnection, Uni<Optional<TicketView>>> work) {
        return tickets.transaction(
                connection ->
                        idempotency.once(
                                connection, once, TicketView.class, () -> work.apply(connection)));
    }

    private Uni<Optional<TicketView>> callFrom(
            SqlConnection connection,
            QueueScope scope,
            @Nullable UUID counterId,
            Caller.Staff staff) {
        return freeCounter(connection, scope, counterId, staff)
                .chain(() -> tickets.callHead(connection, scope.serviceIds(), counterId, staff));
    }

    private Uni<Void> freeCounter(
            SqlConnection connection,
            QueueScope scope,
            @Nullable UUID counterId,
            Caller.Staff staff) {
        if (counterId == null) {
            return Uni.createFrom().voidItem();
        }
        return queues.useCounter(
                        connection, counterId, staff.organizationId(), scope.departmentId())
                .invoke(Queues::mustExist)
                .chain(() -> tickets.completeAtCounter(connection, counterId, staff));
    }

    private static void mustExist(boolean counter) {
        if (!counter) {
            throw new RejectedException(QueueRejection.UNKNOWN_COUNTER);
        }
    }

    private static <T> T known(Optional<T> found, QueueRejection otherwise) {
        return found.orElseThrow(() -> new RejectedException(otherwise));
    }
}
