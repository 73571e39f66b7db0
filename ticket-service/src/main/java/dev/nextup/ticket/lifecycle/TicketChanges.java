package dev.nextup.ticket.lifecycle;

import dev.nextup.database.Outage;
import dev.nextup.http.Caller;
import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The moves of tickets that other features make, each on the caller's connection: change, event and
 * answer are one transaction or nothing.
 */
@ApplicationScoped
public class TicketChanges {

    /** For so long a completion can be taken back. */
    public static final Duration UNDO = Ticket.UNDO;

    private static final Logger LOG = Logger.getLogger(TicketChanges.class);

    private static final int TIMES_ANEW = 5;

    private final TicketRepository tickets;
    private final TicketMoves moves;
    private final OverdueTickets overdue;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;

    TicketChanges(
            TicketRepository tickets,
            TicketMoves moves,
            OverdueTickets overdue,
            Outbox outbox,
            Pool pool,
            Clock clock) {
        this.tickets = tickets;
        this.moves = moves;
        this.overdue = overdue;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * One transaction on one connection; a failure rolls all of it back, a commit wakes the relay.
     * What was rolled back only because others were in the way is done anew.
     *
     * @param work may be called several times, each in a transaction of its own
     */
    public <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(work))
                .onFailure(TicketChanges::isInTheWay)
                .retry()
                .atMost(TIMES_ANEW)
                .invoke(outbox::committed);
    }

    private static boolean isInTheWay(Throwable failure) {
        if (Outage.rolledBack(failure)) {
            LOG.warn("the database rolled a command back to break a deadlock");
            return true;
        }
        return failure instanceof TicketMovedException;
    }

    /**
     * Calls the head of the queue. The caller holds the locks of all the services. Should the head
     * be of a day that is over, because no sweep has come by yet, that day is ended first.
     *
     * @return empty when nobody waits
     */
    public Uni<Optional<TicketView>> callHead(
            SqlConnection connection, UUID[] serviceIds, NextCall wanted) {
        return tickets.lockHead(connection, serviceIds)
                .chain(
                        head ->
                                head.isEmpty()
                                        ? Uni.createFrom().item(Optional.<TicketView>empty())
                                        : callOrEndDay(connection, serviceIds, head.get(), wanted));
    }

    private Uni<Optional<TicketView>> callOrEndDay(
            SqlConnection connection,
            UUID[] serviceIds,
            TicketRepository.Head head,
            NextCall wanted) {
        return head.day().isOver(clock.instant())
                ? overdue.end(connection, serviceIds)
                        .chain(() -> callHead(connection, serviceIds, wanted))
                : call(connection, head.ticket(), wanted).map(Optional::of);
    }

    /** Completes whatever ticket is at the counter; nothing happens when there is none. */
    public Uni<Void> completeAtCounter(SqlConnection connection, UUID counterId, NextCall wanted) {
        return tickets.lockAtCounter(connection, counterId)
                .chain(
                        current ->
                                current.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : complete(connection, current.get(), wanted)
                                                .replaceWithVoid());
    }

    private Uni<TicketView> complete(SqlConnection connection, Ticket ticket, NextCall wanted) {
        Ticket.Decision decision = ticket.complete(clock.instant());
        return moves.make(connection, wanted.move(ticket, decision, TicketNews::completed));
    }

    private Uni<TicketView> call(SqlConnection connection, Ticket ticket, NextCall wanted) {
        Ticket.Decision decision =
                ticket.callNext(UUID.randomUUID(), wanted.counterId(), clock.instant());
        return moves.make(connection, wanted.move(ticket, decision, TicketNews::called));
    }

    /**
     * Somebody's wish for the next ticket.
     *
     * @param counterId where it is to come; null for nobody's in particular
     * @param request the span of the request
     */
    public record NextCall(
            @Nullable UUID counterId, Caller.Staff by, Optional<TraceParent> request) {

        private Move move(Ticket ticket, Ticket.Decision decision, Move.News news) {
            return new Move(ticket, decision, by, news, request);
        }
    }
}
