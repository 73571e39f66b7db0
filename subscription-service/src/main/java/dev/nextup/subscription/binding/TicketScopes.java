package dev.nextup.subscription.binding;

import dev.nextup.http.StaffScope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether a member works for where a ticket is, by its last event. Until that has come, only those
 * who work for everything see the ticket.
 */
@ApplicationScoped
class TicketScopes {

    private static final String PLACE =
            "SELECT branch_id, department_id FROM known_ticket WHERE id = $1 AND organization_id = $2";

    private final Pool pool;

    TicketScopes(Pool pool) {
        this.pool = pool;
    }

    /** Fails with 403 {@code out-of-scope}; not for a ticket that is not known. */
    Uni<Void> require(TicketRef ticket, StaffScope scope) {
        if (scope.isEverything()) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(PLACE)
                .execute(Tuple.of(ticket.ticketId(), ticket.organizationId()))
                .invoke(
                        rows ->
                                rows.forEach(
                                        row ->
                                                scope.require(
                                                        row.getUUID("branch_id"),
                                                        row.getUUID("department_id"))))
                .replaceWithVoid();
    }
}
