package dev.nextup.endtoend;

import dev.nextup.local.postgres.LocalPostgres;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What ticket-service stored, read past the service itself. */
final class TicketTable {

    private static final String ROWS =
            "SELECT id, service_id::text AS service, number, status, counter_id::text AS counter,"
                    + " arrival, called_at, version FROM ticket ORDER BY arrival";

    private final Schema schema;

    TicketTable(LocalPostgres postgres) {
        schema = new Schema(postgres, "ticket_service");
    }

    /** All tickets by arrival. */
    List<Row> rows() throws SQLException {
        return schema.query(ROWS, TicketTable::row);
    }

    /** By arrival. */
    List<Row> rowsOf(String... services) throws SQLException {
        return rows().stream().filter(r -> List.of(services).contains(r.service())).toList();
    }

    /** Ids of the counters of a department, by name. */
    List<String> counters(String department) throws SQLException {
        return schema.query(
                "SELECT id::text FROM counter WHERE department_id = '"
                        + UUID.fromString(department)
                        + "' ORDER BY name",
                result -> result.getString(1));
    }

    /** What the history holds: one row per accepted command. */
    List<Change> transitions() throws SQLException {
        return schema.query(
                "SELECT ticket_id, version FROM ticket_transition",
                result -> new Change(result.getObject(1, UUID.class), result.getLong(2)));
    }

    /** Events that are not known to be in Kafka yet. */
    long waitingInOutbox() throws SQLException {
        return schema.query("SELECT count(*) FROM outbox", result -> result.getLong(1)).get(0);
    }

    /** Transactions that PostgreSQL had to roll back because they waited for each other. */
    long deadlocks() throws SQLException {
        return schema.query(
                        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
                        result -> result.getLong(1))
                .get(0);
    }

    /** How often the relay's lease was acquired. */
    long relayEpoch() throws SQLException {
        return schema.query("SELECT epoch FROM outbox_relay", result -> result.getLong(1)).get(0);
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
}
