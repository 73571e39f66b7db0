package dev.nextup.ticket.lifecycle;

import dev.nextup.ticket.group.Groups;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.TicketIssuing.NewTicket;
import dev.nextup.ticket.lifecycle.TicketIssuing.NewTickets;
import dev.nextup.ticket.lifecycle.Tickets.IssueCommand;
import dev.nextup.ticket.lifecycle.Tickets.Issued;
import dev.nextup.tracing.RequestSpans;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Customers take tickets. The numbers of a service are drawn under one lock, so those who come at
 * once would pass it one by one, a transaction each; together they need it once.
 */
@ApplicationScoped
class TicketTaking {

    /** Enough to make the lock's share small. */
    private static final int MOST = 64;

    private final TicketChanges changes;
    private final Tickets tickets;
    private final IdempotencyKeys idempotency;
    private final Groups<Line, Wish, Issued> groups =
            new Groups<>(MOST, this::alone, this::together);

    TicketTaking(TicketChanges changes, Tickets tickets, IdempotencyKeys idempotency) {
        this.changes = changes;
        this.tickets = tickets;
        this.idempotency = idempotency;
    }

    /**
     * Issues a ticket to a customer. Fails with {@link TicketRejection#UNKNOWN_SERVICE}, {@link
     * TicketRejection#JOIN_CODE_REQUIRED}, {@link TicketRejection#JOIN_CODE_INVALID}, {@link
     * TicketRejection#QUEUE_CLOSED} or {@link TicketRejection#QUEUE_FULL}.
     *
     * @param joinCode looked at only when the service asks for it, and never for a repeated call
     */
    Uni<Issued> take(
            IssueCommand command, @Nullable String joinCode, Optional<IdempotentCall> once) {
        Line line = new Line(command.organizationId(), command.serviceId());
        return groups.join(line, new Wish(command, joinCode, once, TraceParent.current()))
                .invoke(issued -> RequestSpans.isAbout(issued.ticket().id()));
    }

    private Uni<Issued> alone(Wish wish) {
        return changes.transaction(
                        connection ->
                                idempotency.once(
                                        connection,
                                        wish.once(),
                                        Issued.class,
                                        () ->
                                                issue(connection, List.of(wish))
                                                        .map(issued -> Optional.of(issued.get(0)))))
                .map(Optional::orElseThrow);
    }

    private Uni<List<Issued>> together(List<Wish> wishes) {
        return changes.transaction(
                connection ->
                        idempotency.onceEach(
                                connection,
                                wishes.stream().map(Wish::once).toList(),
                                () -> issue(connection, wishes),
                                Optional::of));
    }

    private Uni<List<Issued>> issue(SqlConnection connection, List<Wish> wishes) {
        IssueCommand first = wishes.get(0).command();
        return tickets.momentFor(connection, first.organizationId(), first.serviceId())
                .invoke(moment -> wishes.forEach(w -> moment.requireCode(w.joinCode())))
                .chain(moment -> issue(connection, wishes, moment));
    }

    private Uni<List<Issued>> issue(
            SqlConnection connection, List<Wish> wishes, IssueMoment moment) {
        List<NewTicket> each = new ArrayList<>();
        Map<UUID, TraceParent> requests = new HashMap<>();
        for (Wish wish : wishes) {
            NewTicket ticket = new NewTicket(UUID.randomUUID(), wish.command().language());
            each.add(ticket);
            wish.request().ifPresent(span -> requests.put(ticket.id(), span));
        }
        UUID serviceId = wishes.get(0).command().serviceId();
        NewTickets all = new NewTickets(serviceId, 0, Actor.of(null), each);
        return tickets.issue(connection, all, moment, id -> Optional.ofNullable(requests.get(id)));
    }

    /** Where those who come at once are in each other's way. */
    private record Line(UUID organizationId, UUID serviceId) {}

    /**
     * @param request the span of the request
     */
    private record Wish(
            IssueCommand command,
            @Nullable String joinCode,
            Optional<IdempotentCall> once,
            Optional<TraceParent> request) {}
}
