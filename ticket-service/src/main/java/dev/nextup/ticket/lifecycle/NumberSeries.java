package dev.nextup.ticket.lifecycle;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** The series that today's numbers of services come from, for whoever resets them. */
@ApplicationScoped
class NumberSeries {

    /**
     * The first lock of a reset, as it is the first of the issue of a ticket: taken after the
     * service's, one would wait for the other for good. A series that does not exist yet is created
     * empty, so that the first ticket of a day waits too.
     */
    private static final String HOLD =
            "INSERT INTO ticket_series AS r (service_id, service_day, last_number)"
                    + " SELECT g.id, g.day, 0 FROM unnest($1::uuid[], $2::date[]) AS g (id, day) ORDER BY g.id"
                    + " ON CONFLICT ON CONSTRAINT pk_ticket_series DO UPDATE SET last_number = r.last_number";

    private static final String OPEN_NEXT =
            "UPDATE ticket_series r SET series = r.series + 1, last_number = 0"
                    + " FROM unnest($1::uuid[], $2::date[]) AS g (id, day)"
                    + " WHERE r.service_id = g.id AND r.service_day = g.day AND r.last_number > 0";

    /** From now on these services issue no ticket until the transaction ends. */
    Uni<Void> hold(SqlConnection connection, Map<UUID, LocalDate> today) {
        return connection.preparedQuery(HOLD).execute(columns(today)).replaceWithVoid();
    }

    /**
     * Numbers begin at 1 again where some were issued. The caller holds the series.
     *
     * @return how many series were opened
     */
    Uni<Integer> openNext(SqlConnection connection, Map<UUID, LocalDate> today) {
        return connection
                .preparedQuery(OPEN_NEXT)
                .execute(columns(today))
                .map(rows -> rows.rowCount());
    }

    private static Tuple columns(Map<UUID, LocalDate> today) {
        return Tuple.tuple()
                .addArrayOfUUID(today.keySet().toArray(UUID[]::new))
                .addArrayOfLocalDate(today.values().toArray(LocalDate[]::new));
    }
}
