package dev.nextup.endtoend;

import dev.nextup.local.postgres.LocalPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The dispatcher's tables, read past the dispatcher and locked against it. */
final class DispatcherTables {

    private static final String ROLE = "notification_dispatcher";

    private final Schema schema;

    DispatcherTables(LocalPostgres postgres) {
        schema = new Schema(postgres, ROLE);
    }

    /** Of a ticket, by what happened to it: kind and state. */
    List<String> deliveries(UUID ticket) throws SQLException {
        return texts(
                "SELECT notification_type || ' ' || state FROM delivery WHERE ticket_id = '"
                        + ticket
                        + "' ORDER BY ticket_version");
    }

    /** Of a ticket: kind and success. */
    List<String> logs(UUID ticket) throws SQLException {
        return texts(
                "SELECT notification_type || ' ' || push_success FROM notification_logs"
                        + " WHERE ticket_id = '"
                        + ticket
                        + "' ORDER BY created_at");
    }

    /** Deliveries of anybody that are not over. */
    List<String> unsettled() throws SQLException {
        return texts(
                "SELECT ticket_id || ' ' || notification_type || ' ' || state FROM delivery"
                        + " WHERE state IN ('PLANNED', 'SENDING', 'RETRYING')");
    }

    /** Whether the dispatcher waits for a lock in a statement that has these words early on. */
    boolean isWaitingIn(String words) throws SQLException {
        return !texts(
                        "SELECT pid FROM pg_stat_activity WHERE usename = '"
                                + ROLE
                                + "' AND wait_event_type = 'Lock' AND position('"
                                + words
                                + "' in query) > 0")
                .isEmpty();
    }

    /**
     * Ends the sessions of a dispatcher that is dead. A server that waits for a lock does not
     * notice by itself, and would finish the statement once it has it.
     */
    void endSessionsOfTheDead() throws SQLException {
        texts(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = '"
                        + ROLE
                        + "' AND pid <> pg_backend_pid() AND application_name <> 'test'");
    }

    /** Executes a statement that takes locks, which are held until the result is closed. */
    Held hold(String sql) throws SQLException {
        Connection connection = schema.postgres().connect(ROLE);
        connection.setClientInfo("ApplicationName", "test");
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return new Held(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private List<String> texts(String sql) throws SQLException {
        return schema.query(sql, result -> result.getString(1));
    }

    /** Locks, and what was written under them: all of it is undone. */
    record Held(Connection connection) implements AutoCloseable {

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
