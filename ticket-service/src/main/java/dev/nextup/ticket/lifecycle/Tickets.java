package dev.nextup.ticket.lifecycle;

import static java.util.Objects.requireNonNull;

import dev.nextup.http.Caller;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.lifecycle.SharedIssuing.OpenService;
import dev.nextup.ticket.lifecycle.SharedIssuing.Wanted;
import dev.nextup.ticket.lifecycle.TicketIssuing.NewTicket;
import dev.nextup.ticket.lifecycle.TicketIssuing.NewTickets;
import dev.nextup.tracing.RequestSpans;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Issuing and reading tickets. */
@ApplicationScoped
public class Tickets {

    /** A ticket's token outlives its service day by this, so that a late page still works. */
    private static final Duration TOKEN_AFTER_DAY = Duration.ofDays(1);

    private final TicketSnapshots tickets;
    private final TicketIssuing issuing;
    private final SharedIssuing shared;
    private final TicketEventLog events;
    private final Approaching approaching;

    Tickets(
            TicketSnapshots tickets,
            TicketIssuing issuing,
            SharedIssuing shared,
            TicketEventLog events,
            Approaching approaching) {
        this.tickets = tickets;
        this.issuing = issuing;
        this.shared = shared;
        this.events = events;
        this.approaching = approaching;
    }

    /**
     * Issues a ticket on the caller's connection to somebody who stands before the staff, and hence
     * needs no join code.
     *
     * @param priority 0 to 9; higher classes are called first
     */
    public Uni<Issued> issue(
            SqlConnection connection, IssueCommand command, int priority, Caller.Staff by) {
        NewTicket ticket = new NewTicket(UUID.randomUUID(), command.language());
        NewTickets one =
                new NewTickets(command.serviceId(), priority, Actor.of(by), List.of(ticket));
        return momentFor(connection, command.organizationId(), command.serviceId())
                .chain(moment -> issue(connection, one, moment, id -> Optional.empty()))
                .map(issued -> issued.get(0))
                .invoke(issued -> RequestSpans.isAbout(issued.ticket().id()));
    }

    /** Fails with {@link TicketRejection#UNKNOWN_SERVICE}. */
    Uni<IssueMoment> momentFor(SqlConnection connection, UUID organizationId, UUID serviceId) {
        return issuing.momentFor(connection, organizationId, serviceId)
                .map(
                        found ->
                                found.orElseThrow(
                                        () ->
                                                new RejectedException(
                                                        TicketRejection.UNKNOWN_SERVICE)));
    }

    /**
     * Issues all of these or none.
     *
     * @param requests the span of the request behind each, by the ticket's id
     * @return one for each, in their order
     */
    Uni<List<Issued>> issue(
            SqlConnection connection,
            NewTickets wanted,
            IssueMoment moment,
            Function<UUID, Optional<TraceParent>> requests) {
        moment.requireWithinHours();
        Instant tokenExpiresAt = tokenEnd(moment.day().endsAt());
        List<UUID> ids = wanted.each().stream().map(NewTicket::id).toList();
        return issuing.issue(connection, wanted, moment)
                .chain(() -> stored(connection, ids, requests))
                .map(
                        all ->
                                ids.stream()
                                        .map(all::get)
                                        .map(view -> new Issued(view, tokenExpiresAt))
                                        .toList());
    }

    /** Those of these services that can issue tickets together. */
    Uni<Map<UUID, OpenService>> open(SqlConnection connection, Collection<UUID> serviceIds) {
        return shared.open(connection, serviceIds);
    }

    /**
     * Issues tickets of several services, as far as {@link SharedIssuing} can.
     *
     * @param requests the span of the request behind each, by the ticket's id
     * @return those that were issued, by their id
     */
    Uni<Map<UUID, Issued>> issueShared(
            SqlConnection connection,
            List<Wanted> wanted,
            Function<UUID, Optional<TraceParent>> requests) {
        return shared.issue(connection, wanted)
                .chain(
                        services -> {
                            Map<UUID, Instant> tokenEnds = new HashMap<>();
                            for (Wanted service : wanted) {
                                if (services.contains(service.serviceId())) {
                                    Instant end = tokenEnd(service.moment().day().endsAt());
                                    service.each().forEach(t -> tokenEnds.put(t.id(), end));
                                }
                            }
                            return issued(connection, tokenEnds, requests);
                        });
    }

    private Uni<Map<UUID, Issued>> issued(
            SqlConnection connection,
            Map<UUID, Instant> tokenEnds,
            Function<UUID, Optional<TraceParent>> requests) {
        if (tokenEnds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return stored(connection, tokenEnds.keySet(), requests)
                .map(
                        views -> {
                            Map<UUID, Issued> issued = new HashMap<>();
                            views.forEach(
                                    (id, view) ->
                                            issued.put(
                                                    id,
                                                    new Issued(
                                                            view,
                                                            requireNonNull(tokenEnds.get(id)))));
                            return issued;
                        });
    }

    /** Tells of tickets that have just been stored. */
    private Uni<Map<UUID, TicketView>> stored(
            SqlConnection connection,
            Collection<UUID> ids,
            Function<UUID, Optional<TraceParent>> requests) {
        return tickets.snapshots(connection, ids)
                .call(all -> tell(connection, all, requests))
                .map(
                        all -> {
                            Map<UUID, TicketView> views = new HashMap<>();
                            all.forEach(s -> views.put(s.ticket().id(), TicketView.of(s)));
                            return views;
                        });
    }

    /** Both at once: neither needs what the other answers. */
    private Uni<Void> tell(
            SqlConnection connection,
            List<TicketSnapshot> issued,
            Function<UUID, Optional<TraceParent>> requests) {
        return Uni.join()
                .all(
                        events.append(connection, issued, TicketNews::created, requests),
                        approaching.taken(connection, issued))
                .andFailFast()
                .replaceWithVoid();
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
