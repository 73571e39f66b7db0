package dev.nextup.ticket.lifecycle;

import dev.nextup.ticket.group.ApartException;
import dev.nextup.ticket.lifecycle.TicketIssuing.NewTicket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues tickets of several services to customers, in a few statements for all. Waits for no lock:
 * a service that somebody holds, that is closed or that counts its tickets is left out, and so is
 * one without a ticket today yet.
 */
@ApplicationScoped
class SharedIssuing {

    private static final String OPEN =
            TicketIssuing.clockOf("s.organization_id, s.id, ")
                    + " AND s.id = ANY ($1) AND s.open AND s.capacity_per_day IS NULL";

    /** Both locks at once, of those that nobody else holds. */
    private static final String DRAW =
            "WITH free AS (SELECT r.service_id, r.service_day, w.tickets"
                    + " FROM unnest($1::uuid[], $2::date[], $3::int[]) AS w (service_id, service_day, tickets)"
                    + " JOIN ticket_series r ON r.service_id = w.service_id AND r.service_day = w.service_day"
                    + " JOIN service s ON s.id = w.service_id"
                    + " WHERE s.open AND s.active AND s.capacity_per_day IS NULL"
                    + " ORDER BY s.id FOR UPDATE OF r SKIP LOCKED FOR KEY SHARE OF s SKIP LOCKED)"
                    + " UPDATE ticket_series r SET last_number = r.last_number + f.tickets FROM free f"
                    + " WHERE r.service_id = f.service_id AND r.service_day = f.service_day"
                    + " RETURNING r.service_id, r.series, r.last_number";

    /**
     * A statement of its own behind the locks, so it sees what was closed or deactivated before.
     */
    private static final String INSERT =
            "WITH issued AS (INSERT INTO ticket (id, organization_id, service_id, issuing_service_id, service_day, series,"
                    + " number_in_series, number, status, language, created_at, version)"
                    + " SELECT n.id, s.organization_id, s.id, s.id, n.service_day, n.series, n.in_series, n.number,"
                    + " 'WAITING', n.language, $1, 1"
                    + " FROM unnest($4::uuid[], $5::uuid[], $6::date[], $7::int[], $8::int[], $9::text[], $10::text[])"
                    + "   AS n (id, service_id, service_day, series, in_series, number, language)"
                    + " JOIN service s ON s.id = n.service_id JOIN department d ON d.id = s.department_id"
                    + " JOIN branch b ON b.id = d.branch_id JOIN organization o ON o.id = s.organization_id"
                    + " WHERE s.open AND s.active AND d.active AND b.active AND o.active"
                    + " ORDER BY n.service_id, n.in_series RETURNING id, version, created_at, status)"
                    + " INSERT INTO ticket_transition (ticket_id, version, happened_at, command, to_status, actor_kind, actor_id)"
                    + " SELECT i.id, i.version, i.created_at, 'take', i.status, $2, $3 FROM issued i";

    private final Clock clock;

    SharedIssuing(Clock clock) {
        this.clock = clock;
    }

    /** The same present at each of these services that may issue tickets like this. */
    Uni<Map<UUID, OpenService>> open(SqlConnection connection, Collection<UUID> serviceIds) {
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(serviceIds.toArray(UUID[]::new)))
                .map(
                        rows -> {
                            Instant now = clock.instant();
                            Map<UUID, OpenService> open = new HashMap<>();
                            for (Row row : rows) {
                                open.put(
                                        row.getUUID("id"),
                                        new OpenService(
                                                row.getUUID("organization_id"),
                                                IssueMoment.at(now, row)));
                            }
                            return open;
                        });
    }

    /**
     * Stores waiting tickets under the next numbers of their services.
     *
     * <p>Fails with {@link ApartException} when one of the services was closed or deactivated
     * meanwhile: the transaction is to roll back, and the numbers stay free.
     *
     * @return the services whose tickets were issued, all of each
     */
    Uni<Set<UUID>> issue(SqlConnection connection, List<Wanted> wanted) {
        return connection
                .preparedQuery(DRAW)
                .execute(
                        Tuple.of(
                                wanted.stream().map(Wanted::serviceId).toArray(UUID[]::new),
                                wanted.stream()
                                        .map(w -> w.moment().day().date())
                                        .toArray(LocalDate[]::new),
                                wanted.stream().map(w -> w.each().size()).toArray(Integer[]::new)))
                .chain(drawn -> insert(connection, wanted, drawn));
    }

    private static Uni<Set<UUID>> insert(
            SqlConnection connection, List<Wanted> wanted, RowSet<Row> drawn) {
        Map<UUID, Row> last = new HashMap<>();
        drawn.forEach(row -> last.put(row.getUUID("service_id"), row));
        Rows rows = new Rows();
        for (Wanted service : wanted) {
            Row row = last.get(service.serviceId());
            if (row != null) {
                rows.add(service, row.getInteger("series"), row.getInteger("last_number"));
            }
        }
        Set<UUID> services = new HashSet<>(last.keySet());
        if (services.isEmpty()) {
            return Uni.createFrom().item(services);
        }
        return connection
                .preparedQuery(INSERT)
                .execute(rows.parameters(wanted.get(0).moment().now()))
                .map(
                        inserted -> {
                            if (inserted.rowCount() != rows.ids.size()) {
                                throw new ApartException("a service closed meanwhile");
                            }
                            return services;
                        });
    }

    /**
     * A service that issues tickets without counting them.
     *
     * @param moment with its join code and hours, which are to be looked at
     */
    record OpenService(UUID organizationId, IssueMoment moment) {}

    /** What customers want of a service, in the order in which they came. */
    record Wanted(UUID serviceId, IssueMoment moment, List<NewTicket> each) {}

    /** Column by column, as they are sent. */
    private static final class Rows {

        private final List<UUID> ids = new ArrayList<>();
        private final List<UUID> services = new ArrayList<>();
        private final List<LocalDate> days = new ArrayList<>();
        private final List<Integer> series = new ArrayList<>();
        private final List<Integer> inSeries = new ArrayList<>();
        private final List<String> numbers = new ArrayList<>();
        private final List<@Nullable String> languages = new ArrayList<>();

        void add(Wanted service, int seriesOfService, int lastNumber) {
            int number = lastNumber - service.each().size();
            for (NewTicket ticket : service.each()) {
                number++;
                ids.add(ticket.id());
                services.add(service.serviceId());
                days.add(service.moment().day().date());
                series.add(seriesOfService);
                inSeries.add(number);
                numbers.add(TicketNumber.of(service.moment().prefix(), number));
                languages.add(ticket.language());
            }
        }

        Tuple parameters(Instant now) {
            Actor customer = Actor.of(null);
            return Tuple.of(TicketRepository.utc(now), customer.kind())
                    .addUUID(customer.id())
                    .addArrayOfUUID(ids.toArray(UUID[]::new))
                    .addArrayOfUUID(services.toArray(UUID[]::new))
                    .addArrayOfLocalDate(days.toArray(LocalDate[]::new))
                    .addArrayOfInteger(series.toArray(Integer[]::new))
                    .addArrayOfInteger(inSeries.toArray(Integer[]::new))
                    .addArrayOfString(numbers.toArray(String[]::new))
                    .addArrayOfString(languages.toArray(String[]::new));
        }
    }
}
