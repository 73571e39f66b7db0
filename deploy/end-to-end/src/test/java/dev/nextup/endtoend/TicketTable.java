package dev.nextup.endtoend;

import dev.nextup.local.postgres.LocalPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What ticket-service stored, read past the service itself. */
final class TicketTable {

    private static final String ROWS =
            "SELECT id, service_id::text AS service, number, status, counter_id::text AS counter,"
                    + " arrival, called_at, version FROM ticket ORDER BY arrival";

    private final LocalPostgres postgres;

    TicketTable(LocalPostgres postgres) {
        this.postgres = postgres;
    }

    /** All tickets by arrival. */
    List<Row> rows() throws SQLException {
        return query(ROWS, TicketTable::row);
    }

    /** By arrival. */
    List<Row> rowsOf(String... services) throws SQLException {
        return rows().stream().filter(r -> List.of(services).contains(r.service())).toList();
    }

    /** Ids of the counters of a department, by name. */
    List<String> counters(String department) throws SQLException {
        return query(
                "SELECT id::text FROM counter WHERE department_id = '"
                        + UUID.fromString(department)
                        + "' ORDER BY name",
                result -> result.getString(1));
    }

    /** Events that are not known to be in Kafka yet. */
    long waitingInOutbox() throws SQLException {
        return query("SELECT count(*) FROM outbox", result -> result.getLong(1)).get(0);
    }

    /** How often the relay's lease was acquired. */
    long relayEpoch() throws SQLException {
        return query("SELECT epoch FROM outbox_relay", result -> result.getLong(1)).get(0);
    }

    private <T> List<T> query(String sql, Reading<T> reading) throws SQLException {
        try (Connection connection = postgres.connect("ticket_service");
                var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reading.read(result));
            }
            return rows;
        }
    }

    private static Row row(ResultSet result) throws SQLException {
        @Nullable Timestamp calledAt = result.getTimestamp("called_at");
        return new Row(
                result.getObject("id", UUID.class),
                result.getString("service"),
                result.getString("number"),
                result.getString("status"),
                result.getString("counter"),
                calledAt == null ? null : calledAt.toInstant(),
                result.getLong("version"));
    }

    /** One ticket. */
    record Row(
            UUID id,
            String service,
            String number,
            String status,
            @Nullable String counter,
            @Nullable Instant calledAt,
            long version) {}

    private interface Reading<T> {
        T read(ResultSet result) throws SQLException;
    }
}
