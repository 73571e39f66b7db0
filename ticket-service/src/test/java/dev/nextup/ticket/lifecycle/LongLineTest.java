package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a move costs does not grow with those who wait: it holds the lock of its service. */
@QuarkusTest
class LongLineTest {

    private static final int WAITING = 5000;

    /** Nobody can choose to be told further ahead than 99. */
    private static final int MOST_READ = 100;

    @Inject Pool pool;

    private OtherOrganization office;
    private String service;
    private ManyTickets line;

    @BeforeEach
    void aLongLine() {
        office = OtherOrganization.create(pool);
        service = office.service(office.department(office.branch()), "PAS");
        line = new ManyTickets(pool, service);
        line.add(WAITING, "WAITING", LocalDate.now(ZoneOffset.UTC));
        pool.query("ANALYZE ticket").executeAndAwait();
    }

    @AfterEach
    void gone() {
        line.remove();
    }

    @Test
    void who_comes_near_is_found_by_reading_no_more_than_anybody_can_ask_for() throws Exception {
        List<JsonNode> scans =
                plan("('{" + service + "}', 3, '{}')").findParents("Index Name").stream()
                        .filter(n -> n.get("Index Name").asText().equals("ix_ticket_waiting"))
                        .toList();

        assertThat(scans).hasSize(1);
        assertThat(scans.get(0).get("Actual Rows").asDouble()).isBetween(4.0, (double) MOST_READ);
    }

    /** As the service executes it, by a plan that knows no value; rolled back. */
    private JsonNode plan(String values) throws Exception {
        String json =
                pool.withConnection(
                                c -> c.begin().chain(tx -> explain(c, values).call(tx::rollback)))
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getValue(0)
                        .toString();
        return new ObjectMapper().readTree(json);
    }

    private static Uni<RowSet<Row>> explain(SqlConnection connection, String values) {
        return connection
                .query("PREPARE tell (uuid[], bigint, uuid[]) AS " + Approaching.TELL)
                .execute()
                .chain(
                        () ->
                                connection
                                        .query(
                                                "EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE tell "
                                                        + values)
                                        .execute())
                .call(() -> connection.query("DEALLOCATE tell").execute());
    }
}
