package dev.nextup.endtoend;

import dev.nextup.local.postgres.LocalPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a service stored, read past the service itself.
 *
 * @param name of the schema and of the role that owns it, such as {@code ticket_service}
 */
record Schema(LocalPostgres postgres, String name) {

    <T> List<T> query(String sql, Reading<T> reading) throws SQLException {
        try (Connection connection = postgres.connect(name);
                var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reading.read(result));
            }
            return rows;
        }
    }

    /** Makes a value of the row the result is at. */
    interface Reading<T> {
        T read(ResultSet result) throws SQLException;
    }
}
