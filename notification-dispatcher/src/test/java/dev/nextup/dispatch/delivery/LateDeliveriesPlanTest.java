package dev.nextup.dispatch.delivery;

import static dev.nextup.dispatch.delivery.Deliveries.EXPIRE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.dispatch.PushServiceForTests;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is asked each second looks at what it is about, however much else there is. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class LateDeliveriesPlanTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String TICKETS =
            "INSERT INTO known_ticket (id, organization_id, first_seen_at, version, status, facts)"
                    + " SELECT md5('plans' || n)::uuid, md5('o')::uuid, now(), 1, 'WAITING', '{}'"
                    + " FROM generate_series(1, 3000) n";

    /** Nine of ten are late: by that alone, any order would find enough of them soon. */
    private static final String DELIVERIES =
            "INSERT INTO delivery (id, ticket_id, organization_id, notification_type, on_request, ticket_version,"
                    + " ticket_number, content, state, deadline, next_attempt_at, occurred_at, created_at)"
                    + " SELECT md5('plans' || n)::uuid, md5('plans' || n)::uuid, md5('o')::uuid, 'your_turn', false, 1,"
                    + " 'A', '{}', 'PLANNED', now() + interval '1 hour' * (10 - n % 100), now(), now(), now()"
                    + " FROM generate_series(1, 3000) n";

    @Inject Pool pool;

    @Test
    void what_is_late_is_found_by_its_deadline() throws Exception {
        assertThat(plan().findValuesAsText("Index Name"))
                .contains("ix_delivery_deadline")
                .doesNotContain("uq_delivery_event", "uq_delivery_unsent");
    }

    /** As PostgreSQL really executed it, rolled back. */
    private JsonNode plan() throws Exception {
        String json =
                pool.withConnection(c -> c.begin().chain(tx -> explain(c).call(tx::rollback)))
                        .await()
                        .atMost(PATIENCE)
                        .iterator()
                        .next()
                        .getValue(0)
                        .toString();
        return new ObjectMapper().readTree(json);
    }

    private static Uni<RowSet<Row>> explain(SqlConnection connection) {
        return run(connection, TICKETS)
                .chain(() -> run(connection, DELIVERIES))
                .chain(() -> run(connection, "ANALYZE delivery"))
                .chain(() -> run(connection, "PREPARE late (timestamptz, bigint) AS " + EXPIRE))
                .chain(
                        () ->
                                run(
                                        connection,
                                        "EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE late (now(), 500)"))
                .call(() -> run(connection, "DEALLOCATE late"));
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute();
    }
}
