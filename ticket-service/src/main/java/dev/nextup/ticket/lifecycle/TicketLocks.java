package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Caller;
import dev.nextup.problem.RejectedException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes the locks of a command on one ticket, always in the same order: services by id, counter,
 * ticket. A command that changes who is next holds its service's lock, as call-next does, so that
 * places and positions stay as they were read.
 *
 * <p>A ticket may be transferred while its service is waited for. To take the other service's lock
 * then, with the ticket's already held, would be the wrong order and a deadlock with whoever calls
 * there: the transaction fails with {@link TicketMovedException} instead and begins anew.
 */
@ApplicationScoped
class TicketLocks {

    private static final String LOCK_SERVICES =
            "SELECT s.id FROM service s WHERE s.organization_id = $2 AND (s.id = $3 OR s.id ="
                    + " (SELECT t.service_id FROM ticket t WHERE t.id = $1 AND t.organization_id = $2))"
                    + " ORDER BY s.id FOR NO KEY UPDATE";

    private static final String USE_COUNTER =
            "UPDATE counter SET last_command_at = now() WHERE id = $1 AND active AND department_id ="
                    + " (SELECT s.department_id FROM ticket t JOIN service s ON s.id = t.service_id"
                    + " WHERE t.id = $2 AND t.organization_id = $3)";

    /**
     * Whoever holds the counter's lock marks it too, so there is no need to wait, or to deadlock.
     */
    private static final String MARK_COUNTER =
            "UPDATE counter SET last_command_at = now() WHERE id ="
                    + " (SELECT c.id FROM counter c WHERE c.id = $1 FOR NO KEY UPDATE SKIP LOCKED)";

    private final TicketRepository tickets;

    TicketLocks(TicketRepository tickets) {
        this.tickets = tickets;
    }

    /** The ticket, locked; for commands that leave the order of the queue alone. */
    Uni<Ticket> ticket(SqlConnection connection, Target target) {
        Caller by = target.by();
        if (by instanceof Caller.Holder holder && !holder.ticketId().equals(target.ticketId())) {
            return Uni.createFrom().failure(TicketLocks::unknownTicket);
        }
        return tickets.lock(connection, target.ticketId(), by.organizationId())
                .map(found -> found.orElseThrow(TicketLocks::unknownTicket))
                .call(ticket -> markCounter(connection, ticket, by));
    }

    /** The ticket and its service. */
    Uni<Ticket> inQueue(SqlConnection connection, Target target) {
        return inQueue(connection, target, null);
    }

    /** The ticket, its service and one more. */
    Uni<Ticket> inQueue(SqlConnection connection, Target target, @Nullable UUID otherService) {
        return services(connection, target, otherService)
                .chain(locked -> lockedIn(connection, target, locked));
    }

    /** The ticket, its service and an active counter of its department, which counts as open. */
    Uni<Ticket> forCounter(SqlConnection connection, Target target, UUID counterId) {
        Tuple parameters = Tuple.of(counterId, target.ticketId(), target.by().organizationId());
        return services(connection, target, null)
                .invoke(TicketLocks::mustBeThere)
                .chain(
                        locked ->
                                connection
                                        .preparedQuery(USE_COUNTER)
                                        .execute(parameters)
                                        .invoke(rows -> mustBeUsable(rows.rowCount()))
                                        .chain(() -> lockedIn(connection, target, locked)));
    }

    private static Uni<Set<UUID>> services(
            SqlConnection connection, Target target, @Nullable UUID otherService) {
        return connection
                .preparedQuery(LOCK_SERVICES)
                .execute(
                        Tuple.of(target.ticketId(), target.by().organizationId())
                                .addUUID(otherService))
                .map(
                        rows -> {
                            Set<UUID> locked = new HashSet<>();
                            rows.forEach(row -> locked.add(row.getUUID(0)));
                            return locked;
                        });
    }

    private Uni<Ticket> lockedIn(SqlConnection connection, Target target, Set<UUID> services) {
        return ticket(connection, target).invoke(found -> mustBeOneOf(services, found));
    }

    private static void mustBeOneOf(Set<UUID> services, Ticket ticket) {
        if (!services.contains(ticket.serviceId())) {
            throw new TicketMovedException();
        }
    }

    private static Uni<Void> markCounter(SqlConnection connection, Ticket ticket, Caller by) {
        UUID counterId = ticket.counterId();
        return counterId == null || by instanceof Caller.Holder
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(MARK_COUNTER)
                        .execute(Tuple.of(counterId))
                        .replaceWithVoid();
    }

    private static void mustBeThere(Set<UUID> services) {
        if (services.isEmpty()) {
            throw unknownTicket();
        }
    }

    private static void mustBeUsable(int counters) {
        if (counters == 0) {
            throw new RejectedException(TicketRejection.UNKNOWN_COUNTER);
        }
    }

    static RejectedException unknownTicket() {
        return new RejectedException(TicketRejection.UNKNOWN_TICKET);
    }
}
