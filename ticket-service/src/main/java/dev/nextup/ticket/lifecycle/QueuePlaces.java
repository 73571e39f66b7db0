package dev.nextup.ticket.lifecycle;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds places in a queue, within the ticket's priority class. Arrivals are whole numbers, places
 * found here are fractions or new arrivals, so no two waiting tickets share one. The caller holds
 * the lock of the ticket's service.
 */
@ApplicationScoped
class QueuePlaces {

    /**
     * In front of the department, hence of the service too; its old place if that is in front
     * already.
     */
    private static final String FIRST =
            "SELECT CASE WHEN head.place < t.order_key THEN floor(head.place) - 0.5 ELSE t.order_key END"
                    + " FROM ticket t JOIN service s ON s.id = t.service_id CROSS JOIN LATERAL"
                    + " (SELECT min(w.order_key) AS place FROM service ws JOIN ticket w ON w.service_id = ws.id"
                    + " WHERE ws.department_id = s.department_id AND w.status = 'WAITING'"
                    + " AND w.priority = t.priority) head WHERE t.id = $1";

    private static final String LAST = "SELECT nextval('ticket_arrival')::numeric";

    /** Right behind the last one let pass: of the department's others, as few as possible pass. */
    private static final String BEHIND =
            "WITH behind AS (SELECT w.order_key AS place, row_number() OVER (ORDER BY w.order_key) AS n"
                    + " FROM ticket t JOIN ticket w ON w.service_id = t.service_id AND w.priority = t.priority"
                    + " WHERE t.id = $1 AND w.status = 'WAITING' AND w.order_key > t.order_key"
                    + " ORDER BY w.order_key LIMIT $2 + 1)"
                    + " SELECT 0.5 * (passed.place + least(following.place, floor(passed.place) + 1))"
                    + " FROM (SELECT max(place) AS place FROM behind WHERE n <= $2) passed,"
                    + " (SELECT min(place) AS place FROM behind WHERE n > $2) following";

    Uni<BigDecimal> first(SqlConnection connection, UUID ticketId) {
        return place(connection, FIRST, Tuple.of(ticketId)).map(Optional::orElseThrow);
    }

    /** Behind all who wait now. */
    Uni<BigDecimal> last(SqlConnection connection) {
        return place(connection, LAST, Tuple.tuple()).map(Optional::orElseThrow);
    }

    /**
     * Behind the next so many of its service.
     *
     * @return empty when nobody is behind the ticket
     */
    Uni<Optional<BigDecimal>> behind(SqlConnection connection, UUID ticketId, int places) {
        int possible = Math.max(1, Math.min(places, Ticket.MAX_PLACES));
        return place(connection, BEHIND, Tuple.of(ticketId, (long) possible));
    }

    private static Uni<Optional<BigDecimal>> place(
            SqlConnection connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(
                        rows -> {
                            Row row = rows.iterator().next();
                            return Optional.ofNullable(row.getBigDecimal(0));
                        });
    }
}
