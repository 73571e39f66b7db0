package dev.nextup.ticket.lifecycle;

import dev.nextup.problem.RejectedException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Draws the next number of a service and stores the ticket. The series row is the lock: whatever
 * must hold when a ticket is issued is checked after it is taken, in a statement that sees what
 * committed before.
 */
@ApplicationScoped
class TicketIssuing {

    private static final String BRANCH_CLOCK =
            "SELECT b.time_zone, b.day_starts_at, s.prefix, s.opening_hours,"
                    + " CASE WHEN s.join_code_required THEN s.join_secret END AS join_secret FROM service s"
                    + " JOIN department d ON d.id = s.department_id JOIN branch b ON b.id = d.branch_id"
                    + " WHERE s.id = $1 AND s.organization_id = $2 AND s.active AND d.active AND b.active";

    private static final String NEXT_NUMBER =
            "INSERT INTO ticket_series AS r (service_id, service_day, last_number) VALUES ($1, $2, 1)"
                    + " ON CONFLICT ON CONSTRAINT pk_ticket_series DO UPDATE SET last_number = r.last_number + 1"
                    + " RETURNING series, last_number";

    /**
     * The lock on the service waits for whoever closes or deactivates it and then sees that it is
     * closed: no ticket is issued after that was answered.
     */
    private static final String INSERT_IF_OPEN =
            "WITH issued AS (INSERT INTO ticket (id, organization_id, service_id, issuing_service_id, service_day, series,"
                    + " number_in_series, number, status, language, created_at, version, priority)"
                    + " SELECT $1, s.organization_id, s.id, s.id, $3, $4, $5, $6, 'WAITING', $7, $8, 1, $9"
                    + " FROM service s WHERE s.id = $2 AND s.open AND s.active"
                    + " AND (s.capacity_per_day IS NULL OR (SELECT count(*) FROM ticket i WHERE i.issuing_service_id = s.id"
                    + "   AND i.service_day = $3 AND i.status <> 'CANCELLED') < s.capacity_per_day)"
                    + " FOR KEY SHARE OF s"
                    + " RETURNING id, version, created_at, status)"
                    + " INSERT INTO ticket_transition (ticket_id, version, happened_at, command, to_status, actor_kind, actor_id)"
                    + " SELECT i.id, i.version, i.created_at, 'take', i.status, $10, $11 FROM issued i";

    private static final String TAKES_TICKETS =
            "SELECT s.open AND s.active FROM service s WHERE s.id = $1";

    private final Clock clock;

    TicketIssuing(Clock clock) {
        this.clock = clock;
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
     * Stores a waiting ticket under the next number of the day.
     *
     * <p>Fails with {@link TicketRejection#QUEUE_CLOSED} or {@link TicketRejection#QUEUE_FULL}; the
     * transaction rolls back, and the number stays free.
     */
    Uni<Void> issue(SqlConnection connection, NewTicket ticket, IssueMoment moment) {
        return connection
                .preparedQuery(NEXT_NUMBER)
                .execute(Tuple.of(ticket.serviceId(), moment.day().date()))
                .map(rows -> rows.iterator().next())
                .chain(number -> insert(connection, ticket, moment, number))
                .chain(
                        issued ->
                                issued
                                        ? Uni.createFrom().voidItem()
                                        : refuse(connection, ticket.serviceId()));
    }

    private static Uni<Void> refuse(SqlConnection connection, UUID serviceId) {
        return connection
                .preparedQuery(TAKES_TICKETS)
                .execute(Tuple.of(serviceId))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .map(
                        takesTickets -> {
                            throw new RejectedException(
                                    takesTickets
                                            ? TicketRejection.QUEUE_FULL
                                            : TicketRejection.QUEUE_CLOSED);
                        });
    }

    private static Uni<Boolean> insert(
            SqlConnection connection, NewTicket ticket, IssueMoment moment, Row number) {
        int inSeries = number.getInteger("last_number");
        Tuple parameters =
                Tuple.of(
                                ticket.id(),
                                ticket.serviceId(),
                                moment.day().date(),
                                number.getInteger("series"),
                                inSeries)
                        .addString(TicketNumber.of(moment.prefix(), inSeries))
                        .addString(ticket.language())
                        .addOffsetDateTime(TicketRepository.utc(moment.now()))
                        .addShort((short) ticket.priority())
                        .addString(ticket.by().kind())
                        .addUUID(ticket.by().id());
        return connection
                .preparedQuery(INSERT_IF_OPEN)
                .execute(parameters)
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * What a ticket starts with.
     *
     * @param priority its class for life, 0 to 9
     * @param by whose command it is
     */
    record NewTicket(UUID id, UUID serviceId, @Nullable String language, int priority, Actor by) {}
}
