package dev.nextup.ticket.lifecycle;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

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

    private static final String BRANCH =
            "SELECT b.time_zone, b.day_starts_at FROM department d JOIN branch b ON b.id = d.branch_id"
                    + " WHERE d.id = $1";

    private static final Duration HOUR = Duration.ofHours(1);

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

    /**
     * Refuses to bring a ticket of a day that is over back into a line or to a counter, also while
     * no sweep has ended it yet.
     */
    Uni<Ticket.Decision> unlessOver(SqlClient client, Ticket ticket, Ticket.Decision decision) {
        if (decision instanceof Ticket.Decision.Refused) {
            return Uni.createFrom().item(decision);
        }
        return endOf(client, ticket.id())
                .map(
                        end ->
                                clock.instant().isBefore(end)
                                        ? decision
                                        : new Ticket.Decision.Refused(
                                                TicketRejection.ILLEGAL_TRANSITION));
    }

    /**
     * When a service day begins and ends at a department's branch.
     *
     * @param date empty for the present day
     */
    public Uni<Bounds> bounds(SqlClient client, UUID departmentId, Optional<LocalDate> date) {
        return client.preparedQuery(BRANCH)
                .execute(Tuple.of(departmentId))
                .map(rows -> bounds(rows.iterator().next(), date));
    }

    private Bounds bounds(Row row, Optional<LocalDate> date) {
        ZoneId zone = ZoneId.of(row.getString("time_zone"));
        LocalTime startsAt = row.getLocalTime("day_starts_at");
        LocalDate day = date.orElseGet(() -> ServiceDay.at(clock.instant(), zone, startsAt).date());
        return new Bounds(
                day,
                ServiceDay.of(day.minusDays(1), zone, startsAt).endsAt(),
                ServiceDay.of(day, zone, startsAt).endsAt());
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

    /** From when, inclusive, until when a service day lasts. */
    public record Bounds(LocalDate date, Instant from, Instant to) {

        /** The beginnings of its hours: 23, 24 or 25 of them. */
        public List<Instant> hours() {
            return Stream.iterate(from, hour -> hour.isBefore(to), hour -> hour.plus(HOUR))
                    .toList();
        }
    }
}
