package dev.nextup.ticket.lifecycle;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Which service day it is now at the branches of services. */
@ApplicationScoped
class ServiceDays {

    private static final String BRANCHES =
            "SELECT s.id, b.time_zone, b.day_starts_at FROM service s"
                    + " JOIN department d ON d.id = s.department_id JOIN branch b ON b.id = d.branch_id"
                    + " WHERE s.id = ANY ($1)";

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

    private LocalDate day(Row row) {
        ZoneId zone = ZoneId.of(row.getString("time_zone"));
        return ServiceDay.at(clock.instant(), zone, row.getLocalTime("day_starts_at")).date();
    }
}
