package dev.nextup.ticket.lifecycle;

import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.lifecycle.Ticket.Decision;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The moves of tickets that other features make, each on the caller's connection: change, event and
 * answer are one transaction or nothing.
 */
@ApplicationScoped
public class TicketChanges {

    private final TicketRepository tickets;
    private final TicketEventLog events;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;

    TicketChanges(
            TicketRepository tickets,
            TicketEventLog events,
            Outbox outbox,
            Pool pool,
            Clock clock) {
        this.tickets = tickets;
        this.events = events;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * One transaction on one connection; a failure rolls all of it back, a commit wakes the relay.
     */
    public <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work).invoke(outbox::committed);
    }

    /**
     * Calls the head of the queue. The caller holds the locks of all the services.
     *
     * @return empty when nobody waits
     */
    public Uni<Optional<TicketView>> callHead(
            SqlConnection connection, UUID[] serviceIds, @Nullable UUID counterId) {
        return tickets.lockHead(connection, serviceIds)
                .chain(
                        head ->
                                head.isEmpty()
                                        ? Uni.createFrom().item(Optional.<TicketView>empty())
                                        : call(connection, head.get(), counterId)
                                                .map(Optional::of));
    }

    /** Completes whatever ticket is at the counter; nothing happens when there is none. */
    public Uni<Void> completeAtCounter(SqlConnection connection, UUID counterId) {
        return tickets.lockAtCounter(connection, counterId)
                .chain(
                        current ->
                                current.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : complete(connection, current.get()).replaceWithVoid());
    }

    Uni<TicketView> complete(SqlConnection connection, Ticket ticket) {
        return store(connection, ticket, ticket.complete(clock.instant()))
                .call(snapshot -> events.completed(connection, snapshot))
                .map(TicketView::of);
    }

    Uni<TicketView> skip(SqlConnection connection, Ticket ticket) {
        return store(connection, ticket, ticket.skip())
                .call(snapshot -> events.missed(connection, snapshot))
                .map(TicketView::of);
    }

    private Uni<TicketView> call(
            SqlConnection connection, Ticket ticket, @Nullable UUID counterId) {
        return store(connection, ticket, ticket.call(UUID.randomUUID(), counterId, clock.instant()))
                .call(snapshot -> events.called(connection, snapshot))
                .map(TicketView::of);
    }

    private Uni<TicketSnapshot> store(SqlConnection connection, Ticket before, Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            return refuse(connection, before, refused.rejection());
        }
        Ticket next = ((Decision.Accepted) decision).ticket();
        return tickets.update(connection, next)
                .chain(() -> tickets.snapshot(connection, next.id()))
                .map(Optional::orElseThrow);
    }

    /** A refusal that shows the ticket as it is. */
    <T> Uni<T> refuse(SqlConnection connection, Ticket ticket, TicketRejection rejection) {
        return tickets.snapshot(connection, ticket.id())
                .map(Optional::orElseThrow)
                .map(
                        snapshot -> {
                            TicketView view = TicketView.of(snapshot);
                            throw new RejectedException(
                                    () -> rejection.toProblem().with("ticket", view));
                        });
    }
}
