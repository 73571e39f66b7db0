package dev.nextup.local.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The product's database: one login role per service, each owner of the schema of its name and
 * without any right on the others. The same statements set up a production database
 * (docs/config.md).
 */
public final class ServiceSchemas {

    /** The one database; the services share the server, never a schema. */
    public static final String DATABASE = "nextup";

    /** Role and schema names, one per service. */
    public static final List<String> SERVICES =
            List.of("ticket_service", "subscription_service", "notification_dispatcher");

    private ServiceSchemas() {}

    /**
     * Creates what is missing and sets the passwords; may run at every start.
     *
     * @throws IllegalStateException if the server refuses a statement
     */
    public static void prepare(LocalPostgres postgres) {
        try {
            try (Connection connection = postgres.connectAsSuperuser("postgres")) {
                createDatabase(connection);
                for (String service : SERVICES) {
                    createRole(connection, service, postgres.password(service));
                }
                execute(connection, "REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
                execute(connection, "REVOKE ALL ON DATABASE postgres FROM PUBLIC");
                execute(connection, "REVOKE ALL ON DATABASE template1 FROM PUBLIC");
            }
            try (Connection connection = postgres.connectAsSuperuser(DATABASE)) {
                execute(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
                for (String service : SERVICES) {
                    createSchema(connection, service);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot prepare the database", e);
        }
    }

    private static void createDatabase(Connection connection) throws SQLException {
        if (isMissing(connection, "SELECT 1 FROM pg_database WHERE datname = ?", DATABASE)) {
            execute(connection, "CREATE DATABASE " + DATABASE + " ENCODING 'UTF8'");
        }
    }

    /** The password is set each time, so that losing the secrets does not lock the data away. */
    private static void createRole(Connection connection, String role, String password)
            throws SQLException {
        if (isMissing(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            execute(connection, "CREATE ROLE " + role + " LOGIN");
        }
        execute(
                connection,
                "ALTER ROLE "
                        + role
                        + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
                        + " PASSWORD '"
                        + password
                        + "'");
        execute(connection, "GRANT CONNECT ON DATABASE " + DATABASE + " TO " + role);
    }

    private static void createSchema(Connection connection, String service) throws SQLException {
        execute(connection, "CREATE SCHEMA IF NOT EXISTS " + service);
        execute(connection, "ALTER SCHEMA " + service + " OWNER TO " + service);
        execute(connection, "REVOKE ALL ON SCHEMA " + service + " FROM PUBLIC");
        execute(connection, "ALTER ROLE " + service + " SET search_path = " + service);
    }

    private static boolean isMissing(Connection connection, String query, String name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return !found.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
