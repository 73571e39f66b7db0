package dev.nextup.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;

/** Rows for tests of plans, and how PostgreSQL executes a statement over them. */
public final class ManyDeliveries {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    public static final String TICKETS =
            "INSERT INTO known_ticket (id, organization_id, first_seen_at, version, status, facts)"
                    + " SELECT md5('plans' || n)::uuid, md5('o')::uuid, now(), 1, 'WAITING', '{}'"
                    + " FROM generate_series(1, 3000) n";

    /** Nine of ten are late: by that alone, any order would find enough of them soon. */
    public static final String DELIVERIES =
            "INSERT INTO delivery (id, ticket_id, organization_id, notification_type, on_request, ticket_version,"
                    + " ticket_number, content, state, deadline, next_attempt_at, occurred_at, created_at)"
                    + " SELECT md5('plans' || n)::uuid, md5('plans' || n)::uuid, md5('o')::uuid, 'your_turn', false, 1,"
                    + " 'A', '{}', 'PLANNED', now() + interval '1 hour' * (10 - n % 100), now(), now(), now()"
                    + " FROM generate_series(1, 3000) n";

    /** Of tickets that nobody has bound a browser to. */
    public static final String UNREACHABLE =
            "INSERT INTO delivery (id, ticket_id, organization_id, notification_type, on_request, ticket_version,"
                    + " ticket_number, content, state, deadline, occurred_at, created_at, fallback_wanted)"
                    + " SELECT id, id, organization_id, 'ticket_created', false, version, 'A', '{}', 'PLANNED',"
                    + " now() + interval '1 hour', now(), now(), CASE WHEN fallback_chosen THEN 2 ELSE 1 END"
                    + " FROM known_ticket"
                    + " WHERE organization_id = md5('o')::uuid";

    public static final String BROWSERS =
            "INSERT INTO recipient (ticket_id, subscription_id, endpoint, p256dh, auth, key_id, active, bound_at)"
                    + " SELECT md5('plans' || n)::uuid, md5('b' || n)::uuid, 'https://push.plans.test/' || n, 'p', 'a',"
                    + " 'k', true, now() FROM generate_series(1, 3000) n";

    public static final String SEND_HALF =
            "UPDATE delivery SET state = 'SENDING', next_attempt_at = NULL, lease_until = now()"
                    + " WHERE organization_id = md5('o')::uuid AND ticket_id < '80000000-0000-0000-0000-000000000000'";

    public static final String ANALYZE = "ANALYZE delivery";

    private ManyDeliveries() {}

    /** As PostgreSQL really executed it, rolled back. */
    public static JsonNode plan(Pool pool, List<String> before, String statement, String values)
            throws Exception {
        String json =
                pool.withConnection(
                                c ->
                                        c.begin()
                                                .chain(
                                                        tx ->
                                                                explain(
                                                                                c, before,
                                                                                statement, values)
                                                                        .call(tx::rollback)))
                        .await()
                        .atMost(PATIENCE)
                        .iterator()
                        .next()
                        .getValue(0)
                        .toString();
        return new ObjectMapper().readTree(json);
    }

    private static Uni<RowSet<Row>> explain(
            SqlConnection connection, List<String> before, String statement, String values) {
        Uni<?> ready = Uni.createFrom().voidItem();
        for (String sql : before) {
            ready = ready.chain(() -> run(connection, sql));
        }
        return ready.chain(() -> run(connection, "PREPARE explained " + statement))
                .chain(
                        () ->
                                run(
                                        connection,
                                        "EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE explained "
                                                + values))
                .call(() -> run(connection, "DEALLOCATE explained"));
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute();
    }
}
