package dev.nextup.ticket.edge;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every row of every table, as digests to be compared before and after. */
final class StoredRows {

    /**
     * Changed by the relay on its own: an event leaves its table once it is published. That none is
     * added without its change is seen in the table of the change.
     */
    private static final Set<String> OF_THE_RELAY =
            Set.of("outbox", "outbox_relay", "flyway_schema_history");

    private static final Set<String> OF_MANAGEMENT =
            Set.of(
                    "organization",
                    "branch",
                    "department",
                    "service",
                    "counter",
                    "counter_service",
                    "member",
                    "management_audit");

    private StoredRows() {}

    /** Only what management can change. */
    static Map<String, String> ofManagement(Pool pool) {
        Map<String, String> digests = digests(pool);
        digests.keySet().retainAll(OF_MANAGEMENT);
        return digests;
    }

    /**
     * @return number and digest of the rows by table, so that a difference names the table
     */
    static Map<String, String> digests(Pool pool) {
        Map<String, String> digests = new TreeMap<>();
        List<String> tables =
                rows(pool, "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()");
        for (String table : tables) {
            if (!OF_THE_RELAY.contains(table)) {
                String sql =
                        "SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
                                + " FROM \"%s\" t";
                digests.put(table, rows(pool, sql.formatted(table)).get(0));
            }
        }
        return digests;
    }

    private static List<String> rows(Pool pool, String sql) {
        return pool.query(sql)
                .mapping((Row row) -> row.getString(0))
                .execute()
                .map(found -> found.stream().toList())
                .await()
                .indefinitely();
    }
}
