package dev.nextup.dispatch.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.ManyDeliveries;
import dev.nextup.dispatch.PushServiceForTests;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is not reached is looked for each second, by indexes that hold nobody else. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class FallbackPlanTest {

    private static final List<String> BEFORE =
            List.of(
                    "INSERT INTO known_ticket (id, organization_id, first_seen_at, version, status, facts)"
                            + " SELECT md5('fallback' || n)::uuid, md5('o')::uuid, now(), 1, 'CALLED', '{}'"
                            + " FROM generate_series(1, 10000) n",
                    // One of a hundred is stuck, one is not seen, one was refused, and fifty wait.
                    "INSERT INTO delivery (id, ticket_id, organization_id, notification_type, on_request,"
                            + " ticket_version, ticket_number, content, state, deadline, next_attempt_at,"
                            + " occurred_at, created_at, finished_at, escalations)"
                            + " SELECT md5('fallback' || n)::uuid, md5('fallback' || n)::uuid, md5('o')::uuid,"
                            + " CASE WHEN n % 100 < 3 THEN 'your_turn' ELSE 'ticket_created' END, false, 1,"
                            + " 'A', '{}', s.state, now() + interval '1 hour',"
                            + " CASE WHEN s.state IN ('PLANNED', 'RETRYING') THEN now() + interval '1 hour' END, now(),"
                            + " now() - interval '1 day' + n * interval '1 second', CASE WHEN s.state IN ('GONE', 'ACCEPTED')"
                            + " THEN now() - interval '1 minute' END, CASE n % 100 WHEN 1 THEN 1 ELSE 0 END"
                            + " FROM generate_series(1, 10000) n, LATERAL (SELECT CASE WHEN n % 100 >= 50 THEN 'PLANNED'"
                            + " WHEN n % 100 = 0 THEN 'RETRYING' WHEN n % 100 = 2 THEN 'GONE' ELSE 'ACCEPTED' END"
                            + " AS state) s",
                    "UPDATE delivery SET push_service = 'https://push.example'"
                            + " WHERE organization_id = md5('o')::uuid AND state IN ('PLANNED', 'RETRYING')",
                    "ANALYZE known_ticket",
                    "ANALYZE delivery");

    private static final String FIND =
            "(timestamptz, timestamptz, bigint, smallint[]) AS " + FallbackRepository.FIND;

    /** A burst of tickets without a browser, and the statistics are of a quiet hour. */
    private static final List<String> BURST =
            List.of(
                    "ANALYZE known_ticket",
                    "ANALYZE delivery",
                    ManyDeliveries.TICKETS,
                    "UPDATE known_ticket SET fallback_chosen = true WHERE id IN"
                            + " (SELECT md5('plans' || n)::uuid FROM generate_series(1, 20) n)",
                    ManyDeliveries.UNREACHABLE);

    /** A sweep that finds all there is. */
    private static final String EXECUTE =
            FallbackRepository.FIND
                    .replace("$1", "now()")
                    .replace("$2", "now() - interval '30 seconds'")
                    .replace("$3", "2000")
                    .replace("$4", "'{1,2}'::smallint[]");

    @Inject Pool pool;

    @Test
    void who_is_not_reached_is_found_without_looking_at_who_is() throws Exception {
        JsonNode plan =
                ManyDeliveries.plan(
                        pool, BEFORE, FIND, "(now(), now() - interval '30 seconds', 500, '{1,2}')");

        assertThat(plan.findValuesAsText("Index Name"))
                .as(plan::toPrettyString)
                .contains("ix_delivery_unsent_call", "ix_delivery_unseen", "ix_delivery_unreached");
        assertThat(plan.findParents("Relation Name"))
                .filteredOn(node -> node.path("Relation Name").asText().equals("delivery"))
                .extracting(node -> node.path("Node Type").asText())
                .doesNotContain("Seq Scan");
        assertThat(plan.findValue("Plans").get(0).path("Actual Rows").asInt())
                .isGreaterThanOrEqualTo(300);
    }

    @Test
    void without_a_gateway_what_is_read_follows_the_number_who_chose() throws Exception {
        JsonNode plan =
                ManyDeliveries.plan(
                        pool, BURST, FIND, "(now(), now() - interval '30 seconds', 500, '{2}')");

        assertThat(read(plan)).as(plan::toPrettyString).isLessThan(200);
    }

    @Test
    void with_a_gateway_what_was_found_is_not_read_again() throws Exception {
        List<String> found =
                Stream.concat(BURST.stream(), Stream.of(EXECUTE, EXECUTE, EXECUTE)).toList();

        JsonNode plan =
                ManyDeliveries.plan(
                        pool, found, FIND, "(now(), now() - interval '30 seconds', 500, '{1,2}')");

        assertThat(read(plan)).as(plan::toPrettyString).isZero();
    }

    private static long read(JsonNode plan) {
        long rows = 0;
        for (JsonNode node : plan.findParents("Relation Name")) {
            long each =
                    node.path("Actual Rows").asLong()
                            + node.path("Rows Removed by Filter").asLong()
                            + node.path("Rows Removed by Index Recheck").asLong();
            rows += each * node.path("Actual Loops").asLong();
        }
        return rows;
    }
}
