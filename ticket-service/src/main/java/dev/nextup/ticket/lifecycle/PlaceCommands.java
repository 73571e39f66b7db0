package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketRequeued.Place;
import dev.nextup.problem.RejectedException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.UUID;

/** Commands that give a ticket another place in a queue, or a place in another queue. */
@ApplicationScoped
class PlaceCommands {

    /** Both services are locked by then; a closed one still serves, so it takes transfers too. */
    private static final String ROUTE =
            "SELECT f.name AS from_name, fd.branch_id = td.branch_id AS same_branch"
                    + " FROM service f JOIN department fd ON fd.id = f.department_id"
                    + " CROSS JOIN service t JOIN department td ON td.id = t.department_id"
                    + " WHERE f.id = $1 AND t.id = $2 AND t.organization_id = f.organization_id"
                    + " AND t.active AND td.active";

    private static final String ACTIVE =
            "SELECT s.active AND d.active AND b.active FROM service s"
                    + " JOIN department d ON d.id = s.department_id JOIN branch b ON b.id = d.branch_id"
                    + " WHERE s.id = $1";

    private final CommandTransactions transactions;
    private final TicketLocks locks;
    private final QueuePlaces places;
    private final ServiceDays days;
    private final Clock clock;

    PlaceCommands(
            CommandTransactions transactions,
            TicketLocks locks,
            QueuePlaces places,
            ServiceDays days,
            Clock clock) {
        this.transactions = transactions;
        this.locks = locks;
        this.places = places;
        this.days = days;
        this.clock = clock;
    }

    /**
     * Waits again, as the first or the last. Where the service was deactivated meanwhile, nobody
     * would call it: {@link TicketRejection#QUEUE_CLOSED}.
     */
    Uni<TicketView> requeue(Target target, Place place) {
        return transactions.move(
                target,
                connection ->
                        locks.inQueue(connection, target)
                                .chain(t -> planRequeue(connection, t, target, place)));
    }

    /** Lets others pass. */
    Uni<TicketView> delay(Target target, int howMany) {
        return transactions.move(
                target,
                connection ->
                        locks.inQueue(connection, target)
                                .chain(t -> planDelay(connection, t, target, howMany)));
    }

    /**
     * Waits at another service. Fails with {@link TicketRejection#UNKNOWN_SERVICE} when the
     * organisation has no such active one.
     */
    Uni<TicketView> transfer(Target target, UUID serviceId) {
        return transactions.move(
                target,
                connection ->
                        locks.inQueue(connection, target, serviceId)
                                .chain(t -> planTransfer(connection, t, target, serviceId)));
    }

    private Uni<Move> planRequeue(
            SqlConnection connection, Ticket ticket, Target target, Place place) {
        Uni<BigDecimal> found =
                switch (place) {
                    case FIRST -> places.first(connection, ticket.id());
                    case LAST -> places.last(connection);
                };
        return found.map(to -> ticket.requeue(to, clock.instant()))
                .chain(decision -> onlyIfActive(connection, ticket, decision))
                .chain(decision -> days.unlessOver(connection, ticket, decision))
                .map(
                        decision ->
                                new Move(
                                        ticket, decision, target.by(), TicketNews.requeued(place)));
    }

    private static Uni<Ticket.Decision> onlyIfActive(
            SqlConnection connection, Ticket ticket, Ticket.Decision decision) {
        if (decision instanceof Ticket.Decision.Refused) {
            return Uni.createFrom().item(decision);
        }
        return connection
                .preparedQuery(ACTIVE)
                .execute(Tuple.of(ticket.serviceId()))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .map(
                        active ->
                                active
                                        ? decision
                                        : new Ticket.Decision.Refused(
                                                TicketRejection.QUEUE_CLOSED));
    }

    private Uni<Move> planDelay(
            SqlConnection connection, Ticket ticket, Target target, int howMany) {
        return places.behind(connection, ticket.id(), howMany)
                .map(
                        to ->
                                new Move(
                                        ticket,
                                        ticket.delay(howMany, to.orElse(null)),
                                        target.by(),
                                        TicketNews.delayed(howMany)));
    }

    private Uni<Move> planTransfer(
            SqlConnection connection, Ticket ticket, Target target, UUID serviceId) {
        UUID from = ticket.serviceId();
        return connection
                .preparedQuery(ROUTE)
                .execute(Tuple.of(from, serviceId))
                .map(
                        rows -> {
                            if (rows.size() == 0) {
                                throw new RejectedException(TicketRejection.UNKNOWN_SERVICE);
                            }
                            return rows.iterator().next();
                        })
                .chain(
                        route ->
                                days.unlessOver(
                                                connection,
                                                ticket,
                                                ticket.transfer(
                                                        serviceId, route.getBoolean("same_branch")))
                                        .map(
                                                decision ->
                                                        new Move(
                                                                ticket,
                                                                decision,
                                                                target.by(),
                                                                TicketNews.transferred(
                                                                        from,
                                                                        route.getString(
                                                                                "from_name")))));
    }
}
