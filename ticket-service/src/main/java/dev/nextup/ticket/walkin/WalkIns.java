package dev.nextup.ticket.walkin;

import dev.nextup.http.Caller;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.access.Seed;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.TicketChanges;
import dev.nextup.ticket.lifecycle.TicketView;
import dev.nextup.ticket.lifecycle.Tickets;
import dev.nextup.ticket.lifecycle.Tickets.IssueCommand;
import dev.nextup.ticket.lifecycle.Tickets.Issued;
import dev.nextup.ticket.management.Fields;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Staff issue tickets to people who stand before them, with a code for a device they may have. */
@ApplicationScoped
class WalkIns {

    /** A department without services has one row, without a service. */
    private static final String SERVICES =
            "SELECT s.id FROM department d LEFT JOIN service s"
                    + " ON s.department_id = d.id AND s.active AND (s.id = $1 OR d.id = $1)"
                    + " WHERE d.organization_id = $2 AND d.active AND (d.id = $1 OR s.id = $1)";

    private final TicketChanges changes;
    private final Tickets tickets;
    private final Claims claims;
    private final IdempotencyKeys idempotency;

    WalkIns(TicketChanges changes, Tickets tickets, Claims claims, IdempotencyKeys idempotency) {
        this.changes = changes;
        this.tickets = tickets;
        this.claims = claims;
        this.idempotency = idempotency;
    }

    /**
     * Fails with {@link WalkInRejection#UNKNOWN_QUEUE}, 422 {@code invalid-value} when the queue
     * does not say which service it shall be, or as {@link Tickets#issue} does.
     */
    Uni<WalkIn> issue(
            UUID queueId, WalkInOrder order, Caller.Staff staff, Optional<IdempotentCall> once) {
        return changes.transaction(
                        connection ->
                                idempotency.once(
                                        connection,
                                        once,
                                        WalkIn.class,
                                        () ->
                                                issueNow(connection, queueId, order, staff)
                                                        .map(Optional::of)))
                .map(Optional::orElseThrow);
    }

    private Uni<WalkIn> issueNow(
            SqlConnection connection, UUID queueId, WalkInOrder order, Caller.Staff staff) {
        UUID organization = staff.organizationId();
        return connection
                .preparedQuery(SERVICES)
                .execute(Tuple.of(queueId, organization))
                .map(rows -> chosen(servicesOf(rows), order.serviceId()))
                .map(service -> new IssueCommand(organization, service, order.language()))
                .chain(
                        command ->
                                tickets.issue(connection, command, order.checkedPriority(), staff))
                .map(Issued::ticket)
                .chain(ticket -> withCode(connection, ticket, order.checkedPriority()));
    }

    private Uni<WalkIn> withCode(SqlConnection connection, TicketView ticket, int priority) {
        return claims.open(connection, ticket.id(), false)
                .map(code -> new WalkIn(ticket, priority, code.seed()));
    }

    private static Set<UUID> servicesOf(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new RejectedException(WalkInRejection.UNKNOWN_QUEUE);
        }
        Set<UUID> services = new HashSet<>();
        for (Row row : rows) {
            UUID service = row.getUUID(0);
            if (service != null) {
                services.add(service);
            }
        }
        return services;
    }

    private static UUID chosen(Set<UUID> services, @Nullable UUID wanted) {
        if (wanted == null && services.size() == 1) {
            return services.iterator().next();
        }
        if (wanted == null || !services.contains(wanted)) {
            throw Fields.invalid(
                    "serviceId",
                    "must be an active service of this queue; only where there is just one may it"
                            + " be left out");
        }
        return wanted;
    }

    /** What staff ask for. */
    record WalkInOrder(
            @Nullable UUID serviceId, @Nullable String language, @Nullable Integer priority) {

        private static final int HIGHEST_CLASS = 9;

        /** Fails with 422 {@code invalid-value}. */
        int checkedPriority() {
            Integer checked = Fields.number("priority", priority, 0, HIGHEST_CLASS);
            return checked == null ? 0 : checked;
        }
    }

    /**
     * An issued ticket, as it is remembered for a retry.
     *
     * @param seed what its claim code is made of
     */
    record WalkIn(TicketView ticket, int priority, Seed seed) {}
}
