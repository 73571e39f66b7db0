package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.CounterRef;
import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.http.Caller;
import dev.nextup.ticket.lifecycle.TicketHistoryView.By;
import dev.nextup.ticket.lifecycle.TicketHistoryView.Transition;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what happened to a ticket. */
@ApplicationScoped
class TicketHistory {

    private static final String READ =
            "SELECT t.id, t.number, h.version, h.happened_at, h.command, h.from_status, h.to_status, h.actor_kind,"
                    + " h.actor_id, h.counter_id, m.name AS actor_name, c.name AS counter_name FROM ticket t"
                    + " LEFT JOIN ticket_transition h ON h.ticket_id = t.id"
                    + " LEFT JOIN member m ON m.id = h.actor_id LEFT JOIN counter c ON c.id = h.counter_id"
                    + " WHERE t.id = $1 AND t.organization_id = $2 ORDER BY h.version";

    private final Pool pool;

    TicketHistory(Pool pool) {
        this.pool = pool;
    }

    /** Fails with {@link TicketRejection#UNKNOWN_TICKET} also when it is another organisation's. */
    Uni<TicketHistoryView> of(UUID ticketId, Caller.Staff staff) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(ticketId, staff.organizationId()))
                .map(TicketHistory::toView);
    }

    private static TicketHistoryView toView(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw TicketLocks.unknownTicket();
        }
        Row ticket = rows.iterator().next();
        List<Transition> transitions = new ArrayList<>();
        rows.forEach(
                row -> {
                    if (row.getLong("version") != null) {
                        transitions.add(toTransition(row));
                    }
                });
        return new TicketHistoryView(ticket.getUUID("id"), ticket.getString("number"), transitions);
    }

    private static Transition toTransition(Row row) {
        String from = row.getString("from_status");
        UUID counterId = row.getUUID("counter_id");
        return new Transition(
                row.getOffsetDateTime("happened_at").toInstant(),
                row.getString("command"),
                from == null ? null : TicketStatus.valueOf(from),
                TicketStatus.valueOf(row.getString("to_status")),
                new By(
                        row.getString("actor_kind"),
                        row.getUUID("actor_id"),
                        row.getString("actor_name")),
                counterId == null ? null : new CounterRef(counterId, row.getString("counter_name")),
                row.getLong("version"));
    }
}
