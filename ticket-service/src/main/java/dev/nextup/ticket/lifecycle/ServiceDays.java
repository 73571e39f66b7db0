package dev.nextup.ticket.lifecycle;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The service days of branches: which one it is now, and when that of a ticket ends. */
@ApplicationScoped
public class ServiceDays {

    private static final String BRANCHES =
            "SELECT s.id, b.time_zone, b.day_starts_at FROM service s"
                    + " JOIN department d ON d.id = s.department_id JOIN branch b ON b.id = d.branch_id"
                    + " WHERE s.id = ANY ($1)";

    private static final String OF_TICKET =
            "SELECT t.service_day, b.time_zone, b.day_starts_at FROM ticket t"
                    + " JOIN service s ON s.id = t.issuing_service_id"
                    + " JOIN department d ON d.id = s.department_id JOIN branch b ON b.id = d.branch_id"
                    + " WHERE t.id = $1";

    private final Clock clock;

    ServiceDays(Clock clock) {
        this.clock = clock;
    }

    /** The present day per service, active or not; unknown ids are left out. */
    Uni<SortedMap<UUID, LocalDate>> today(SqlClient client, UUID[] services) {
        return client.preparedQuery(BRANCHES)
                .execute(Tuple.of(services))
                .map(
                        rows -> {
                            SortedMap<UUID, LocalDate> days = new TreeMap<>();
                            rows.forEach(row -> days.put(row.getUUID("id"), day(row)));
                            return days;
                        });
    }

    /** When the day of this ticket, which exists, ends at its branch. */
    public Uni<Instant> endOf(SqlClient client, UUID ticketId) {
        return client.preparedQuery(OF_TICKET)
                .execute(Tuple.of(ticketId))
                .map(rows -> dayOf(rows.iterator().next()).endsAt());
    }

    private LocalDate day(Row row) {
        ZoneId zone = ZoneId.of(row.getString("time_zone"));
        return ServiceDay.at(clock.instant(), zone, row.getLocalTime("day_starts_at")).date();
    }

    private static ServiceDay dayOf(Row row) {
        return ServiceDay.of(
                row.getLocalDate("service_day"),
                ZoneId.of(row.getString("time_zone")),
                row.getLocalTime("day_starts_at"));
    }
}
