package dev.nextup.ticket.queue;

import dev.nextup.http.Caller;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.group.ApartException;
import dev.nextup.ticket.group.Groups;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.TicketChanges;
import dev.nextup.ticket.lifecycle.TicketChanges.NextCall;
import dev.nextup.ticket.lifecycle.TicketView;
import dev.nextup.tracing.RequestSpans;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    private final QueueRepository queues;
    private final QueueLists lists;
    private final TicketChanges tickets;
    private final IdempotencyKeys idempotency;
    private final Pool pool;
    private final Groups<Line, Wish, Optional<TicketView>> calls =
            new Groups<>(TicketChanges.MOST_CALLS, this::callAlone, this::callTogether);

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
                                        .chain(scope -> callOne(connection, scope, call)))
                .invoke(called -> called.ifPresent(t -> RequestSpans.isAbout(t.id())));
    }

    private Uni<Optional<TicketView>> callAlone(Wish wish) {
        return once(
                wish.once(),
                connection ->
                        lock(connection, wish)
                                .chain(scope -> callOne(connection, scope, wish.call())));
    }

    private Uni<List<Optional<TicketView>>> callTogether(List<Wish> wishes) {
        List<NextCall> wanted = wishes.stream().map(Wish::call).toList();
        return tickets.transaction(
                connection ->
                        idempotency.onceEach(
                                connection,
                                wishes.stream().map(Wish::once).toList(),
                                () ->
                                        lock(connection, wishes.get(0))
                                                .chain(scope -> call(connection, scope, wanted)),
                                answer -> answer));
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

    private Uni<Optional<TicketView>> callOne(
            SqlConnection connection, QueueScope scope, NextCall call) {
        return call(connection, scope, List.of(call)).map(called -> called.get(0));
    }

    private Uni<List<Optional<TicketView>>> call(
            SqlConnection connection, QueueScope scope, List<NextCall> wanted) {
        return useCounters(connection, scope, wanted)
                .chain(() -> tickets.callNext(connection, scope.serviceIds(), wanted));
    }

    /** The second call of one counter completes what the first has called: not in one go. */
    private Uni<Void> useCounters(
            SqlConnection connection, QueueScope scope, List<NextCall> wanted) {
        List<UUID> counters =
                wanted.stream().map(NextCall::counterId).filter(Objects::nonNull).toList();
        if (counters.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        if (Set.copyOf(counters).size() < counters.size()) {
            return Uni.createFrom().failure(new ApartException("a counter calls twice"));
        }
        UUID organization = wanted.get(0).by().organizationId();
        return queues.useCounters(connection, counters, organization, scope.departmentId())
                .invoke(Queues::mustExist)
                .replaceWithVoid();
    }

    private static void mustExist(boolean counters) {
        if (!counters) {
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
