package dev.nextup.ticket.lifecycle;

import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.lifecycle.Ticket.Decision;
import dev.nextup.tracing.RequestSpans;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

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
        return store(connection, move, accepted)
                .chain(near -> tell(connection, move, accepted.ticket().id(), near))
                .invoke(() -> estimates.called(move.before(), accepted))
                .map(TicketView::of);
    }

    /**
     * Sends both statements at once, to be executed one after the other.
     *
     * @return whom the move brought near
     */
    private Uni<List<UUID>> store(SqlConnection connection, Move move, Decision.Accepted accepted) {
        return Uni.combine()
                .all()
                .unis(
                        tickets.store(connection, move, accepted, clock.instant()),
                        approaching.after(connection, move, accepted))
                .with((stored, near) -> near);
    }

    /** The ticket after its move. */
    private Uni<TicketSnapshot> tell(
            SqlConnection connection, Move move, UUID moved, List<UUID> near) {
        List<UUID> changed = new ArrayList<>(near);
        changed.add(moved);
        RequestSpans.isAbout(moved);
        return snapshots
                .snapshots(connection, changed)
                .call(
                        after ->
                                events.append(
                                        connection,
                                        after,
                                        (ticket, now) ->
                                                ticket.ticket().id().equals(moved)
                                                        ? move.news().tell(ticket, now)
                                                        : TicketNews.approaching(ticket, now),
                                        id -> move.request()))
                .map(
                        after ->
                                after.stream()
                                        .filter(s -> s.ticket().id().equals(moved))
                                        .findFirst()
                                        .orElseThrow());
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
