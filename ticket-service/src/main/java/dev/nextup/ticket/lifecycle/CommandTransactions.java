package dev.nextup.ticket.lifecycle;

import dev.nextup.ticket.idempotency.IdempotencyKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/** Runs a command on one ticket in one transaction, and once for each Idempotency-Key. */
@ApplicationScoped
class CommandTransactions {

    private final TicketChanges changes;
    private final TicketMoves moves;
    private final IdempotencyKeys idempotency;

    CommandTransactions(TicketChanges changes, TicketMoves moves, IdempotencyKeys idempotency) {
        this.changes = changes;
        this.moves = moves;
        this.idempotency = idempotency;
    }

    /**
     * @param plan locks the ticket and decides on its stored state
     */
    Uni<TicketView> move(Target target, Function<SqlConnection, Uni<Move>> plan) {
        return once(target, connection -> made(connection, target, plan));
    }

    /** As {@link #move}, with more to do in the same transaction once the ticket is stored. */
    Uni<TicketView> move(
            Target target, Function<SqlConnection, Uni<Move>> plan, Afterwards afterwards) {
        return once(
                target,
                connection ->
                        made(connection, target, plan)
                                .call(view -> afterwards.run(connection, view)));
    }

    private Uni<TicketView> made(
            SqlConnection connection, Target target, Function<SqlConnection, Uni<Move>> plan) {
        return moves.make(connection, target.expectedVersion(), plan.apply(connection));
    }

    private Uni<TicketView> once(Target target, Function<SqlConnection, Uni<TicketView>> work) {
        return changes.transaction(
                        connection ->
                                idempotency.once(
                                        connection,
                                        target.once(),
                                        TicketView.class,
                                        () -> work.apply(connection).map(Optional::of)))
                .map(Optional::orElseThrow);
    }

    /** What belongs to a move beside it. */
    interface Afterwards {
        Uni<?> run(SqlConnection connection, TicketView view);
    }
}
