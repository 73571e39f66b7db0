package dev.nextup.ticket.lifecycle;

import dev.nextup.ticket.group.ApartException;
import dev.nextup.ticket.group.Groups;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.SharedIssuing.OpenService;
import dev.nextup.ticket.lifecycle.SharedIssuing.Wanted;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Customers take tickets. Who comes while others are being served shares a transaction with all who
 * do, whatever their service, and nobody in it waits for a lock ({@link SharedIssuing}). Whoever
 * cannot be served like this, because the service's lock is held or there is something to refuse,
 * goes on to the line of the service: its numbers are drawn under one lock, so those who come at
 * once would pass it one by one; together they need it once.
 */
@ApplicationScoped
class TicketTaking {

    /** Enough to make the lock's share small. */
    private static final int MOST = 64;

    /** While the database stores what one has, the other prepares. */
    private static final int LANES = 2;

    private final TicketChanges changes;
    private final Tickets tickets;
    private final IdempotencyKeys idempotency;
    private final Groups<Integer, Wish, Optional<Issued>> lanes =
            new Groups<>(MOST, wish -> inLane(List.of(wish)).map(all -> all.get(0)), this::inLane);
    private final Groups<Line, Wish, Issued> lines =
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
        Wish wish = new Wish(command, joinCode, once, TraceParent.current());
        return lanes.join(lane(command.serviceId()), wish)
                .chain(issued -> issued.map(Uni.createFrom()::item).orElseGet(() -> inLine(wish)))
                .invoke(issued -> RequestSpans.isAbout(issued.ticket().id()));
    }

    /** Two lanes never want the same locks. */
    static int lane(UUID serviceId) {
        return Math.floorMod(serviceId.hashCode(), LANES);
    }

    private Uni<Issued> inLine(Wish wish) {
        IssueCommand command = wish.command();
        return lines.join(new Line(command.organizationId(), command.serviceId()), wish);
    }

    /** Empty for who must go on to the line. */
    private Uni<List<Optional<Issued>>> inLane(List<Wish> wishes) {
        return changes.transaction(
                        connection ->
                                idempotency.onceEachPossible(
                                        connection,
                                        wishes.stream().map(Wish::once).toList(),
                                        mayBeDone -> issueShared(connection, wishes, mayBeDone)))
                .onFailure(ApartException.class)
                .recoverWithItem(() -> Collections.nCopies(wishes.size(), Optional.empty()));
    }

    private Uni<List<Optional<Issued>>> issueShared(
            SqlConnection connection, List<Wish> wishes, IntPredicate mayBeDone) {
        List<UUID> serviceIds =
                wishes.stream().map(wish -> wish.command().serviceId()).distinct().toList();
        return tickets.open(connection, serviceIds)
                .chain(
                        open -> {
                            Plan plan = new Plan(wishes.size());
                            for (int i = 0; i < wishes.size(); i++) {
                                Wish wish = wishes.get(i);
                                OpenService service = open.get(wish.command().serviceId());
                                if (mayBeDone.test(i) && service != null && wish.fits(service)) {
                                    plan.add(i, wish, service.moment());
                                }
                            }
                            return plan.isEmpty()
                                    ? Uni.createFrom().item(plan.answers(Map.of()))
                                    : tickets.issueShared(connection, plan.wanted(), plan::request)
                                            .map(plan::answers);
                        });
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
            NewTicket ticket = wish.newTicket();
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
            Optional<TraceParent> request) {

        boolean fits(OpenService service) {
            return service.organizationId().equals(command.organizationId())
                    && service.moment().allows(joinCode);
        }

        NewTicket newTicket() {
            return new NewTicket(UUID.randomUUID(), command.language());
        }
    }

    /** Who of a group gets which ticket of which service. */
    private static final class Plan {

        private final @Nullable UUID[] ids;
        private final Map<UUID, Wanted> services = new LinkedHashMap<>();
        private final Map<UUID, TraceParent> requests = new HashMap<>();

        Plan(int wishes) {
            ids = new UUID[wishes];
        }

        void add(int index, Wish wish, IssueMoment moment) {
            NewTicket ticket = wish.newTicket();
            ids[index] = ticket.id();
            services.computeIfAbsent(
                            wish.command().serviceId(),
                            id -> new Wanted(id, moment, new ArrayList<>()))
                    .each()
                    .add(ticket);
            wish.request().ifPresent(span -> requests.put(ticket.id(), span));
        }

        boolean isEmpty() {
            return services.isEmpty();
        }

        List<Wanted> wanted() {
            return List.copyOf(services.values());
        }

        Optional<TraceParent> request(UUID ticketId) {
            return Optional.ofNullable(requests.get(ticketId));
        }

        List<Optional<Issued>> answers(Map<UUID, Issued> issued) {
            return Arrays.stream(ids)
                    .map(id -> id == null ? null : issued.get(id))
                    .map(Optional::ofNullable)
                    .toList();
        }
    }
}
