package dev.nextup.ticket.lifecycle;

import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.lifecycle.Ticket.Decision;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings a decided command into the database: change, history and events on the caller's
 * connection.
 */
@ApplicationScoped
class TicketMoves {

    private final TicketRepository tickets;
    private final TicketSnapshots snapshots;
    private final TicketEventLog events;
    private final Approaching approaching;
    private final EstimateMetrics estimates;
    private final Clock clock;

    TicketMoves(
            TicketRepository tickets,
            TicketSnapshots snapshots,
            TicketEventLog events,
            Approaching approaching,
            EstimateMetrics estimates,
            Clock clock) {
        this.tickets = tickets;
        this.snapshots = snapshots;
        this.events = events;
        this.approaching = approaching;
        this.estimates = estimates;
        this.clock = clock;
    }

    /** The ticket after the move; a refusal fails with the ticket as it is. */
    Uni<TicketView> make(SqlConnection connection, Move move) {
        if (move.decision() instanceof Decision.Refused refused) {
            return refuse(connection, move.before(), refused.rejection());
        }
        Decision.Accepted accepted = (Decision.Accepted) move.decision();
        return tickets.store(connection, move, accepted, clock.instant())
                .chain(() -> snapshots.snapshot(connection, accepted.ticket().id()))
                .map(Optional::orElseThrow)
                .call(after -> events.append(connection, after, move.news()))
                .call(() -> approaching.after(connection, move, accepted))
                .invoke(() -> estimates.called(move.before(), accepted))
                .map(TicketView::of);
    }

    /**
     * As {@link #make(SqlConnection, Move)}, unless the caller decided on an older version than the
     * stored one.
     */
    Uni<TicketView> make(SqlConnection connection, OptionalLong expected, Uni<Move> planned) {
        return planned.call(move -> mustBeCurrent(connection, move.before(), expected))
                .chain(move -> make(connection, move));
    }

    private Uni<Void> mustBeCurrent(
            SqlConnection connection, Ticket ticket, OptionalLong expected) {
        return expected.isPresent() && expected.getAsLong() != ticket.version()
                ? refuse(connection, ticket, TicketRejection.STALE_VERSION)
                : Uni.createFrom().voidItem();
    }

    private <T> Uni<T> refuse(SqlConnection connection, Ticket ticket, TicketRejection rejection) {
        return snapshots
                .snapshot(connection, ticket.id())
                .map(Optional::orElseThrow)
                .map(
                        snapshot -> {
                            TicketView view = TicketView.of(snapshot);
                            throw new RejectedException(
                                    () -> rejection.toProblem().with("ticket", view));
                        });
    }
}
