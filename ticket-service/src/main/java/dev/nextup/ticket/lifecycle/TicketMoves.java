package dev.nextup.ticket.lifecycle;

import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.lifecycle.Ticket.Decision;
import dev.nextup.tracing.RequestSpans;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        UUID moved = move.before().id();
        RequestSpans.isAbout(moved);
        return makeAll(connection, List.of(List.of(move)))
                .map(after -> Objects.requireNonNull(after.get(moved)));
    }

    /**
     * Makes accepted moves of different tickets together. Whoever they bring near is told once, of
     * the place after all of them.
     *
     * @param steps stored one after the other: who comes to a counter takes it after who leaves it
     * @return each ticket after all the moves, by its id
     */
    Uni<Map<UUID, TicketView>> makeAll(SqlConnection connection, List<List<Move>> steps) {
        List<Move> moves = steps.stream().flatMap(List::stream).toList();
        return store(connection, steps, moves)
                .chain(near -> tell(connection, moves, near))
                .invoke(() -> moves.forEach(m -> estimates.called(m.before(), m.accepted())));
    }

    /**
     * Sends all statements at once, to be executed one after the other.
     *
     * @return whom the moves brought near
     */
    private Uni<List<UUID>> store(
            SqlConnection connection, List<List<Move>> steps, List<Move> moves) {
        List<Uni<Void>> stored =
                steps.stream()
                        .filter(step -> !step.isEmpty())
                        .map(step -> tickets.store(connection, step, clock.instant()))
                        .toList();
        return Uni.combine()
                .all()
                .unis(Uni.join().all(stored).andFailFast(), approaching.after(connection, moves))
                .with((done, near) -> near);
    }

    private Uni<Map<UUID, TicketView>> tell(
            SqlConnection connection, List<Move> moves, List<UUID> near) {
        Map<UUID, Move> moved = new HashMap<>();
        moves.forEach(move -> moved.put(move.before().id(), move));
        List<UUID> changed = new ArrayList<>(near);
        changed.addAll(moved.keySet());
        return snapshots
                .snapshots(connection, changed)
                .call(
                        after ->
                                events.append(
                                        connection,
                                        after,
                                        (ticket, now) ->
                                                newsOf(moved.get(ticket.ticket().id()))
                                                        .tell(ticket, now),
                                        id -> requestOf(moved.get(id), moves)))
                .map(
                        after -> {
                            Map<UUID, TicketView> views = new HashMap<>();
                            after.stream()
                                    .filter(s -> moved.containsKey(s.ticket().id()))
                                    .forEach(s -> views.put(s.ticket().id(), TicketView.of(s)));
                            return views;
                        });
    }

    private static Move.News newsOf(@Nullable Move move) {
        return move == null ? TicketNews::approaching : move.news();
    }

    /** Whoever came near did so by all the moves: the last of them stands for the others. */
    private static Optional<TraceParent> requestOf(@Nullable Move move, List<Move> moves) {
        return move == null ? moves.get(moves.size() - 1).request() : move.request();
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
