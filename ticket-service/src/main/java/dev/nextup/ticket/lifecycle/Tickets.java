package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Caller;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.TicketIssuing.IssueMoment;
import dev.nextup.ticket.lifecycle.TicketIssuing.NewTicket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Taking and reading a ticket. */
@ApplicationScoped
public class Tickets {

    /** A ticket's token outlives its service day by this, so that a late page still works. */
    private static final Duration TOKEN_AFTER_DAY = Duration.ofDays(1);

    private final TicketChanges changes;
    private final TicketSnapshots tickets;
    private final TicketIssuing issuing;
    private final TicketEventLog events;
    private final Approaching approaching;
    private final IdempotencyKeys idempotency;

    Tickets(
            TicketChanges changes,
            TicketSnapshots tickets,
            TicketIssuing issuing,
            TicketEventLog events,
            Approaching approaching,
            IdempotencyKeys idempotency) {
        this.changes = changes;
        this.tickets = tickets;
        this.issuing = issuing;
        this.events = events;
        this.approaching = approaching;
        this.idempotency = idempotency;
    }

    /**
     * Issues a ticket. Fails with {@link TicketRejection#UNKNOWN_SERVICE}, {@link
     * TicketRejection#QUEUE_CLOSED} or {@link TicketRejection#QUEUE_FULL}.
     */
    Uni<Issued> issue(IssueCommand command, Optional<IdempotentCall> once) {
        return changes.transaction(
                        connection ->
                                idempotency.once(
                                        connection,
                                        once,
                                        Issued.class,
                                        () ->
                                                issue(connection, command, 0, null)
                                                        .map(Optional::of)))
                .map(Optional::orElseThrow);
    }

    /**
     * As {@link #issue(IssueCommand, Optional)}, on the caller's connection.
     *
     * @param priority 0 to 9; higher classes are called first
     * @param by the member of staff who issues it; null when its holder takes it
     */
    public Uni<Issued> issue(
            SqlConnection connection,
            IssueCommand command,
            int priority,
            Caller.@Nullable Staff by) {
        return issuing.momentFor(connection, command.organizationId(), command.serviceId())
                .map(
                        found ->
                                found.orElseThrow(
                                        () ->
                                                new RejectedException(
                                                        TicketRejection.UNKNOWN_SERVICE)))
                .chain(
                        moment -> {
                            NewTicket ticket =
                                    new NewTicket(
                                            UUID.randomUUID(),
                                            command.serviceId(),
                                            command.language(),
                                            priority,
                                            Actor.of(by));
                            return issueAt(connection, ticket, moment);
                        });
    }

    /** Until when a ticket's token is valid. */
    public static Instant tokenEnd(Instant dayEnd) {
        return dayEnd.plus(TOKEN_AFTER_DAY);
    }

    /** Fails with {@link TicketRejection#UNKNOWN_TICKET} also when it is somebody else's. */
    Uni<TicketView> view(UUID ticketId, Caller caller) {
        return visible(tickets.snapshot(ticketId), caller);
    }

    /** As {@link #view(UUID, Caller)}, as this client sees it. */
    Uni<TicketView> view(SqlClient client, UUID ticketId, Caller caller) {
        return visible(tickets.snapshot(client, ticketId), caller);
    }

    private static Uni<TicketView> visible(Uni<Optional<TicketSnapshot>> ticket, Caller caller) {
        return ticket.map(found -> found.filter(snapshot -> mayRead(caller, snapshot.ticket())))
                .map(found -> TicketView.of(found.orElseThrow(TicketLocks::unknownTicket)));
    }

    private Uni<Issued> issueAt(SqlConnection connection, NewTicket ticket, IssueMoment moment) {
        Instant tokenExpiresAt = tokenEnd(moment.day().endsAt());
        return issuing.issue(connection, ticket, moment)
                .chain(() -> tickets.snapshot(connection, ticket.id()))
                .map(Optional::orElseThrow)
                .call(s -> events.append(connection, List.of(s), TicketNews::created))
                .call(snapshot -> approaching.taken(connection, snapshot))
                .map(snapshot -> new Issued(TicketView.of(snapshot), tokenExpiresAt));
    }

    private static boolean mayRead(Caller caller, Ticket ticket) {
        boolean sameOrganization = caller.organizationId().equals(ticket.organizationId());
        boolean holds =
                !(caller instanceof Caller.Holder holder) || holder.ticketId().equals(ticket.id());
        return sameOrganization && holds;
    }

    /** What a customer asks for. */
    public record IssueCommand(UUID organizationId, UUID serviceId, @Nullable String language) {}

    /** An issued ticket, and until when its token shall be valid. */
    public record Issued(TicketView ticket, Instant tokenExpiresAt) {}
}
