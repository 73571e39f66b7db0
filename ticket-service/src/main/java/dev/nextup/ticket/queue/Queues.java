package dev.nextup.ticket.queue;

import dev.nextup.http.Caller;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.group.Groups;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.TicketChanges;
import dev.nextup.ticket.lifecycle.TicketChanges.NextCall;
import dev.nextup.ticket.lifecycle.TicketView;
import dev.nextup.tracing.RequestSpans;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looking at a queue and calling its next ticket. Calls of one queue follow each other by the lock
 * on its services, those that come at once in one transaction; {@code SKIP LOCKED} would be faster
 * and would break the order when somebody holds the head.
 */
@ApplicationScoped
class Queues {

    /** Others wait for the lock as long as a group needs. */
    private static final int MOST = 16;

    private static final Comparator<Wish> BY_COUNTER =
            Comparator.comparing(
                    wish -> wish.call().counterId(), Comparator.nullsFirst(UUID::compareTo));

    private final QueueRepository queues;
    private final QueueLists lists;
    private final TicketChanges tickets;
    private final IdempotencyKeys idempotency;
    private final Pool pool;
    private final Groups<Line, Wish, Optional<TicketView>> calls =
            new Groups<>(MOST, this::callAlone, this::callTogether);

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
        NextCall call = new NextCall(counterId, staff, TraceParent.current());
        return calls.join(new Line(queueId, staff.organizationId()), new Wish(queueId, call, once))
                .invoke(called -> called.ifPresent(t -> RequestSpans.isAbout(t.id())));
    }

    /** As {@link #callNext}, over exactly the services the counter serves. */
    Uni<Optional<TicketView>> callNextAt(
            UUID counterId, Caller.Staff staff, Optional<IdempotentCall> once) {
        NextCall call = new NextCall(counterId, staff, TraceParent.current());
        return once(
                once,
                connection ->
                        queues.lockServedBy(connection, counterId, staff.organizationId())
                                .map(scope -> known(scope, QueueRejection.UNKNOWN_COUNTER))
                                .chain(scope -> callFrom(connection, scope, call)));
    }

    private Uni<Optional<TicketView>> callAlone(Wish wish) {
        return once(
                wish.once(),
                connection ->
                        lock(connection, wish)
                                .chain(scope -> callFrom(connection, scope, wish.call())));
    }

    private Uni<List<Optional<TicketView>>> callTogether(List<Wish> wishes) {
        return tickets.transaction(
                connection ->
                        idempotency.onceEach(
                                connection,
                                wishes.stream().map(Wish::once).toList(),
                                () ->
                                        lock(connection, wishes.get(0))
                                                .chain(
                                                        scope ->
                                                                callInTurn(
                                                                        connection, scope, wishes)),
                                answer -> answer));
    }

    /**
     * In the order of their counters, which all who lock several of them keep to, and hence never
     * wait for each other.
     */
    private Uni<List<Optional<TicketView>>> callInTurn(
            SqlConnection connection, QueueScope scope, List<Wish> wishes) {
        IdentityHashMap<Wish, Optional<TicketView>> called = new IdentityHashMap<>();
        return Multi.createFrom()
                .iterable(wishes.stream().sorted(BY_COUNTER).toList())
                .onItem()
                .transformToUniAndConcatenate(
                        wish ->
                                callFrom(connection, scope, wish.call())
                                        .invoke(ticket -> called.put(wish, ticket)))
                .collect()
                .last()
                .map(
                        done ->
                                wishes.stream()
                                        .map(called::get)
                                        .map(Objects::requireNonNull)
                                        .toList());
    }

    private Uni<QueueScope> lock(SqlConnection connection, Wish wish) {
        return queues.lock(connection, wish.queueId(), wish.call().by().organizationId())
                .map(scope -> known(scope, QueueRejection.UNKNOWN_QUEUE));
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
            SqlConnection connection, QueueScope scope, NextCall call) {
        return freeCounter(connection, scope, call)
                .chain(() -> tickets.callHead(connection, scope.serviceIds(), call));
    }

    private Uni<Void> freeCounter(SqlConnection connection, QueueScope scope, NextCall call) {
        UUID counterId = call.counterId();
        if (counterId == null) {
            return Uni.createFrom().voidItem();
        }
        return queues.useCounter(
                        connection, counterId, call.by().organizationId(), scope.departmentId())
                .invoke(Queues::mustExist)
                .chain(() -> tickets.completeAtCounter(connection, counterId, call));
    }

    private static void mustExist(boolean counter) {
        if (!counter) {
            throw new RejectedException(QueueRejection.UNKNOWN_COUNTER);
        }
    }

    private static <T> T known(Optional<T> found, QueueRejection otherwise) {
        return found.orElseThrow(() -> new RejectedException(otherwise));
    }

    /** Where those who call at once are in each other's way. */
    private record Line(UUID queueId, UUID organizationId) {}

    private record Wish(UUID queueId, NextCall call, Optional<IdempotentCall> once) {}
}
