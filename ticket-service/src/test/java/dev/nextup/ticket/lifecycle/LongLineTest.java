package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
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
                plan(
                                Approaching.TELL
                                        .replace("$1", "ARRAY['" + service + "']::uuid[]")
                                        .replace("$2", "3")
                                        .replace("$3", "NULL::uuid"))
                        .findParents("Index Name")
                        .stream()
                        .filter(n -> n.get("Index Name").asText().equals("ix_ticket_waiting"))
                        .toList();

        assertThat(scans).hasSize(1);
        assertThat(scans.get(0).get("Actual Rows").asDouble()).isBetween(4.0, (double) MOST_READ);
    }

    /** As PostgreSQL really executed it, rolled back. */
    private JsonNode plan(String statement) throws Exception {
        String json =
                pool.withConnection(
                                c ->
                                        c.begin()
                                                .chain(
                                                        tx ->
                                                                c.query(
                                                                                "EXPLAIN (ANALYZE, FORMAT JSON) "
                                                                                        + statement)
                                                                        .execute()
                                                                        .call(tx::rollback)))
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getValue(0)
                        .toString();
        return new ObjectMapper().readTree(json);
    }
}
