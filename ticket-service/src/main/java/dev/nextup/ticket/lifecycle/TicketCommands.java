package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketCancelled.Reason;
import dev.nextup.http.Caller;
import dev.nextup.ticket.lifecycle.Ticket.Decision;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Commands on one ticket that need no place in the queue. Each locks, decides on the stored state,
 * stores and tells, in one transaction.
 */
@ApplicationScoped
class TicketCommands {

    private final CommandTransactions transactions;
    private final TicketLocks locks;
    private final TicketRepository tickets;
    private final ServiceDays days;
    private final Clock clock;

    TicketCommands(
            CommandTransactions transactions,
            TicketLocks locks,
            TicketRepository tickets,
            ServiceDays days,
            Clock clock) {
        this.transactions = transactions;
        this.locks = locks;
        this.tickets = tickets;
        this.days = days;
        this.clock = clock;
    }

    /**
     * Calls this ticket, to a counter or to nobody's in particular. Fails with {@link
     * TicketRejection#COUNTER_BUSY} when another ticket is there; it is not completed.
     */
    Uni<TicketView> call(Target target, @Nullable UUID counterId) {
        return transactions.move(target, connection -> planCall(connection, target, counterId));
    }

    /** Calls once more, with a call id of its own. */
    Uni<TicketView> recall(Target target) {
        return transactions.move(
                target,
                connection ->
                        locks.ticket(connection, target)
                                .chain(ticket -> planRecall(connection, ticket, target)));
    }

    Uni<TicketView> serve(Target target) {
        return inPlace(target, (ticket, now) -> ticket.serve(), TicketNews::serving);
    }

    Uni<TicketView> complete(Target target) {
        return inPlace(target, Ticket::complete, TicketNews::completed);
    }

    Uni<TicketView> skip(Target target) {
        return inQueue(target, Ticket::skip, TicketNews::missed);
    }

    Uni<TicketView> hold(Target target) {
        return inQueue(target, Ticket::hold, TicketNews::held);
    }

    Uni<TicketView> cancel(Target target) {
        Reason reason = target.by() instanceof Caller.Holder ? Reason.CUSTOMER : Reason.STAFF;
        return inQueue(target, Ticket::cancel, TicketNews.cancelled(reason));
    }

    /** "I'm here": staff see it, also live; it has no event, since nobody needs to be told. */
    Uni<TicketView> confirm(Target target) {
        return transactions.move(
                target,
                connection ->
                        planInPlace(connection, target, Ticket::confirm, (after, now) -> null),
                LiveBell::ring);
    }

    private Uni<Move> planCall(SqlConnection connection, Target target, @Nullable UUID counterId) {
        Uni<Ticket> locked =
                counterId == null
                        ? locks.inQueue(connection, target)
                        : locks.forCounter(connection, target, counterId);
        Uni<Boolean> busy =
                counterId == null
                        ? Uni.createFrom().item(false)
                        : tickets.isBusy(connection, counterId);
        return locked.chain(
                ticket ->
                        busy.map(b -> callUnless(b, ticket, counterId))
                                .chain(decision -> days.unlessOver(connection, ticket, decision))
                                .map(
                                        decision ->
                                                new Move(
                                                        ticket,
                                                        decision,
                                                        target.by(),
                                                        TicketNews::called)));
    }

    private Decision callUnless(boolean busy, Ticket ticket, @Nullable UUID counterId) {
        Decision decision = ticket.call(UUID.randomUUID(), counterId, clock.instant());
        boolean refusedForCounter = busy && decision instanceof Decision.Accepted;
        return refusedForCounter ? new Decision.Refused(TicketRejection.COUNTER_BUSY) : decision;
    }

    private Uni<Move> planRecall(SqlConnection connection, Ticket ticket, Target target) {
        UUID callId = UUID.randomUUID();
        return tickets.recallLimit(connection, ticket.serviceId())
                .map(limit -> ticket.recall(callId, limit.orElse(null), clock.instant()))
                .map(decision -> new Move(ticket, decision, target.by(), TicketNews::called));
    }

    private Uni<TicketView> inPlace(
            Target target, BiFunction<Ticket, Instant, Decision> decide, Move.News news) {
        return transactions.move(
                target, connection -> planInPlace(connection, target, decide, news));
    }

    private Uni<Move> planInPlace(
            SqlConnection connection,
            Target target,
            BiFunction<Ticket, Instant, Decision> decide,
            Move.News news) {
        return locks.ticket(connection, target)
                .map(t -> new Move(t, decide.apply(t, clock.instant()), target.by(), news));
    }

    /** As {@link #inPlace}, for what changes who is next. */
    private Uni<TicketView> inQueue(
            Target target, Function<Ticket, Decision> decide, Move.News news) {
        return transactions.move(
                target,
                connection ->
                        locks.inQueue(connection, target)
                                .map(t -> new Move(t, decide.apply(t), target.by(), news)));
    }
}
