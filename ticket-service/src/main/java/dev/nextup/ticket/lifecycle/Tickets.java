package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Caller;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.TicketIssuing.NewTicket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
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
     * Issues a ticket to a customer. Fails with {@link TicketRejection#UNKNOWN_SERVICE}, {@link
     * TicketRejection#JOIN_CODE_REQUIRED}, {@link TicketRejection#JOIN_CODE_INVALID}, {@link
     * TicketRejection#QUEUE_CLOSED} or {@link TicketRejection#QUEUE_FULL}.
     *
     * @param joinCode looked at only when the service asks for it, and never for a repeated call
     */
    Uni<Issued> issue(
            IssueCommand command, @Nullable String joinCode, Optional<IdempotentCall> once) {
        return changes.transaction(
                        connection ->
                                idempotency.once(
                                        connection,
                                        once,
                                        Issued.class,
                                        () ->
                                                take(connection, command, joinCode)
                                                        .map(Optional::of)))
                .map(Optional::orElseThrow);
    }

    /**
     * Issues a ticket on the caller's connection to somebody who stands before the staff, and hence
     * needs no join code.
     *
     * @param priority 0 to 9; higher classes are called first
     */
    public Uni<Issued> issue(
            SqlConnection connection, IssueCommand command, int priority, Caller.Staff by) {
        return momentFor(connection, command)
                .chain(
                        moment ->
                                issueAt(
                                        connection,
                                        newTicket(command, priority, Actor.of(by)),
                                        moment));
    }

    private Uni<Issued> take(
            SqlConnection connection, IssueCommand command, @Nullable String joinCode) {
        return momentFor(connection, command)
                .invoke(moment -> moment.requireCode(joinCode))
                .chain(
                        moment ->
                                issueAt(connection, newTicket(command, 0, Actor.of(null)), moment));
    }

    private Uni<IssueMoment> momentFor(SqlConnection connection, IssueCommand command) {
        return issuing.momentFor(connection, command.organizationId(), command.serviceId())
                .map(
                        found ->
                                found.orElseThrow(
                                        () ->
                                                new RejectedException(
                                                        TicketRejection.UNKNOWN_SERVICE)));
    }

    private static NewTicket newTicket(IssueCommand command, int priority, Actor by) {
        return new NewTicket(
                UUID.randomUUID(), command.serviceId(), command.language(), priority, by);
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
        moment.requireWithinHours();
        Instant tokenExpiresAt = tokenEnd(moment.day().endsAt());
        return issuing.issue(connection, ticket, moment)
                .chain(() -> tickets.snapshot(connection, ticket.id()))
                .map(Optional::orElseThrow)
                .call(s -> events.append(connection, s, TicketNews::created))
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
