package dev.nextup.ticket.lifecycle;

import dev.nextup.problem.RejectedException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Draws the next numbers of a service and stores the tickets. The series row is the lock: whatever
 * must hold when a ticket is issued is checked after it is taken, in a statement that sees what
 * committed before.
 */
@ApplicationScoped
class TicketIssuing {

    private static final String BRANCH_CLOCK =
            clockOf("") + " AND s.id = $1 AND s.organization_id = $2";

    private static final String NEXT_NUMBERS =
            "INSERT INTO ticket_series AS r (service_id, service_day, last_number) VALUES ($1, $2, $3)"
                    + " ON CONFLICT ON CONSTRAINT pk_ticket_series DO UPDATE SET last_number = r.last_number + $3"
                    + " RETURNING series, last_number";

    /**
     * All of them or, closed or too full for all, none. The lock on the service waits for whoever
     * closes or deactivates it and then sees that it is closed: no ticket is issued after that was
     * answered. In the order of the numbers, so that arrivals are too.
     */
    private static final String INSERT_IF_OPEN =
            "WITH issued AS (INSERT INTO ticket (id, organization_id, service_id, issuing_service_id, service_day, series,"
                    + " number_in_series, number, status, language, created_at, version, priority)"
                    + " SELECT n.id, s.organization_id, s.id, s.id, $2, $3, n.in_series, n.number, 'WAITING', n.language,"
                    + " $4, 1, $5 FROM service s CROSS JOIN unnest($8::uuid[], $9::int[], $10::text[], $11::text[])"
                    + "   AS n (id, in_series, number, language)"
                    + " WHERE s.id = $1 AND s.open AND s.active"
                    + " AND (s.capacity_per_day IS NULL OR (SELECT count(*) FROM ticket i WHERE i.issuing_service_id = s.id"
                    + "   AND i.service_day = $2 AND i.status <> 'CANCELLED') + cardinality($8::uuid[]) <= s.capacity_per_day)"
                    + " ORDER BY n.in_series FOR KEY SHARE OF s"
                    + " RETURNING id, version, created_at, status)"
                    + " INSERT INTO ticket_transition (ticket_id, version, happened_at, command, to_status, actor_kind, actor_id)"
                    + " SELECT i.id, i.version, i.created_at, 'take', i.status, $6, $7 FROM issued i";

    /**
     * Behind the lock on the service. Whoever deactivates what the service belongs to holds it too,
     * so either this sees that, or the one who deactivates sees the tickets.
     */
    private static final String TAKES_TICKETS =
            "SELECT s.open AND s.active AND d.active AND b.active AND o.active FROM service s"
                    + " JOIN department d ON d.id = s.department_id JOIN branch b ON b.id = d.branch_id"
                    + " JOIN organization o ON o.id = s.organization_id WHERE s.id = $1";

    private final Clock clock;

    TicketIssuing(Clock clock) {
        this.clock = clock;
    }

    /** What an {@link IssueMoment} is read from, of active services, after these columns. */
    static String clockOf(String columns) {
        return "SELECT "
                + columns
                + "b.time_zone, b.day_starts_at, s.prefix, s.opening_hours,"
                + " CASE WHEN s.join_code_required THEN s.join_secret END AS join_secret FROM service s"
                + " JOIN department d ON d.id = s.department_id JOIN branch b ON b.id = d.branch_id"
                + " JOIN organization o ON o.id = s.organization_id"
                + " WHERE s.active AND d.active AND b.active AND o.active";
    }

    /** The present at the service; empty when the organisation has no such active service. */
    Uni<Optional<IssueMoment>> momentFor(
            SqlConnection connection, UUID organizationId, UUID serviceId) {
        return connection
                .preparedQuery(BRANCH_CLOCK)
                .execute(Tuple.of(serviceId, organizationId))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(
                                                IssueMoment.at(
                                                        clock.instant(), rows.iterator().next())));
    }

    /**
     * Stores waiting tickets under the next numbers of the day, in this order.
     *
     * <p>Fails with {@link TicketRejection#QUEUE_CLOSED} or, when not all find a place, {@link
     * TicketRejection#QUEUE_FULL}; the transaction rolls back, and the numbers stay free.
     */
    Uni<Void> issue(SqlConnection connection, NewTickets tickets, IssueMoment moment) {
        return connection
                .preparedQuery(NEXT_NUMBERS)
                .execute(Tuple.of(tickets.serviceId(), moment.day().date(), tickets.each().size()))
                .map(rows -> rows.iterator().next())
                .chain(last -> insertAndLook(connection, tickets, moment, last));
    }

    /** Both sent at once. */
    private static Uni<Void> insertAndLook(
            SqlConnection connection, NewTickets tickets, IssueMoment moment, Row last) {
        return Uni.combine()
                .all()
                .unis(
                        insert(connection, tickets, moment, last),
                        takesTickets(connection, tickets.serviceId()))
                .asTuple()
                .invoke(
                        done -> {
                            if (!done.getItem2()) {
                                throw new RejectedException(TicketRejection.QUEUE_CLOSED);
                            }
                            if (!done.getItem1()) {
                                throw new RejectedException(TicketRejection.QUEUE_FULL);
                            }
                        })
                .replaceWithVoid();
    }

    private static Uni<Boolean> takesTickets(SqlConnection connection, UUID serviceId) {
        return connection
                .preparedQuery(TAKES_TICKETS)
                .execute(Tuple.of(serviceId))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static Uni<Boolean> insert(
            SqlConnection connection, NewTickets tickets, IssueMoment moment, Row last) {
        int count = tickets.each().size();
        int before = last.getInteger("last_number") - count;
        UUID[] ids = new UUID[count];
        Integer[] inSeries = new Integer[count];
        String[] numbers = new String[count];
        @Nullable String[] languages = new String[count];
        for (int i = 0; i < count; i++) {
            ids[i] = tickets.each().get(i).id();
            inSeries[i] = before + i + 1;
            numbers[i] = TicketNumber.of(moment.prefix(), inSeries[i]);
            languages[i] = tickets.each().get(i).language();
        }
        Tuple parameters =
                Tuple.of(
                                tickets.serviceId(),
                                moment.day().date(),
                                last.getInteger("series"),
                                TicketRepository.utc(moment.now()),
                                (short) tickets.priority(),
                                tickets.by().kind())
                        .addUUID(tickets.by().id())
                        .addArrayOfUUID(ids)
                        .addArrayOfInteger(inSeries)
                        .addArrayOfString(numbers)
                        .addArrayOfString(languages);
        return connection
                .preparedQuery(INSERT_IF_OPEN)
                .execute(parameters)
                .map(rows -> rows.rowCount() == count);
    }

    /**
     * Tickets that start alike.
     *
     * @param priority their class for life, 0 to 9
     * @param by whose command it is
     */
    record NewTickets(UUID serviceId, int priority, Actor by, List<NewTicket> each) {}

    /** What a ticket has of its own from the start. */
    record NewTicket(UUID id, @Nullable String language) {}
}
