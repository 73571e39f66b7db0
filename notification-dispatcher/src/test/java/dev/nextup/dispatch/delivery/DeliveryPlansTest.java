package dev.nextup.dispatch.delivery;

import static dev.nextup.dispatch.ManyDeliveries.ANALYZE;
import static dev.nextup.dispatch.ManyDeliveries.BROWSERS;
import static dev.nextup.dispatch.ManyDeliveries.DELIVERIES;
import static dev.nextup.dispatch.ManyDeliveries.SEND_HALF;
import static dev.nextup.dispatch.ManyDeliveries.TICKETS;
import static dev.nextup.dispatch.ManyDeliveries.plan;
import static dev.nextup.dispatch.delivery.Deliveries.CLAIM;
import static dev.nextup.dispatch.delivery.Deliveries.EXPIRE;
import static dev.nextup.dispatch.delivery.Deliveries.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.PushServiceForTests;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked each second looks at what it is about, however much else there is. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class DeliveryPlansTest {

    private static final String CLAIM_HUNDRED =
            "(now(), 100, now() + interval '15 s', 'plans', '{}', '{}', 100)";

    private static final String SETTLE_ALL =
            "UPDATE delivery SET state = 'SUPERSEDED', next_attempt_at = NULL, lease_until = NULL,"
                    + " finished_at = now() WHERE finished_at IS NULL";

    private static final String SETTLE_MOST =
            SETTLE_ALL
                    + " AND organization_id = md5('o')::uuid AND ticket_id > '08000000-0000-0000-0000-000000000000'";

    @Inject Pool pool;

    @Test
    void what_is_late_is_found_by_its_deadline() throws Exception {
        JsonNode plan =
                plan(
                        pool,
                        List.of(TICKETS, DELIVERIES, ANALYZE),
                        "(timestamptz, bigint) AS " + EXPIRE,
                        "(now(), 500)");

        assertThat(plan.findValuesAsText("Index Name"))
                .contains("ix_delivery_deadline")
                .doesNotContain("uq_delivery_event", "uq_delivery_unsent");
    }

    /** A hall is reset, and the statistics are of a quiet hour. */
    @Test
    void of_a_sudden_burst_a_claim_reads_what_it_claims() throws Exception {
        JsonNode plan =
                plan(
                        pool,
                        List.of(TICKETS, BROWSERS, ANALYZE, DELIVERIES),
                        "(timestamptz, int, timestamptz, text, text[], int[], int) AS " + CLAIM,
                        CLAIM_HUNDRED);

        assertThat(plan.findValuesAsText("Index Name"))
                .contains("ix_delivery_next_attempt")
                .doesNotContain("ix_delivery_deadline");
        assertThat(plan.findParents("Relation Name"))
                .allSatisfy(
                        node ->
                                assertThat(node.path("Actual Rows").asInt())
                                        .as("%s", node)
                                        .isLessThanOrEqualTo(100));
    }

    /** Whether something is on the wire for a ticket is asked of each that is claimed. */
    @Test
    void with_much_on_the_wire_a_claim_looks_up_its_tickets_alone() throws Exception {
        JsonNode plan =
                plan(
                        pool,
                        List.of(TICKETS, BROWSERS, ANALYZE, DELIVERIES, SEND_HALF),
                        "(timestamptz, int, timestamptz, text, text[], int[], int) AS " + CLAIM,
                        CLAIM_HUNDRED);

        assertThat(plan.findParents("Index Name"))
                .filteredOn(n -> n.path("Index Name").asText().equals("uq_delivery_sending"))
                .singleElement()
                .satisfies(
                        n -> {
                            assertThat(n.path("Index Cond").asText()).contains("ticket_id");
                            assertThat(n.path("Actual Loops").asInt()).isLessThanOrEqualTo(100);
                        });
    }

    /** It is asked when nobody has said that something is due: several times a second. */
    @Test
    void that_nothing_waits_is_seen_at_once_by_statistics_of_a_busy_hour() throws Exception {
        JsonNode plan =
                plan(
                        pool,
                        List.of(TICKETS, BROWSERS, DELIVERIES, ANALYZE, SETTLE_ALL),
                        "AS " + WAITING,
                        "");

        assertThat(plan.findValuesAsText("Index Name")).containsExactly("ix_delivery_next_attempt");
        assertThat(plan.findParents("Relation Name"))
                .allSatisfy(node -> assertThat(node.path("Actual Rows").asInt()).isZero());
    }

    @Test
    void what_is_open_is_counted_without_what_is_settled() throws Exception {
        JsonNode plan =
                plan(
                        pool,
                        List.of(TICKETS, BROWSERS, DELIVERIES, SETTLE_MOST, ANALYZE),
                        "AS " + OpenDeliveries.COUNT,
                        "");

        assertThat(plan.findValuesAsText("Index Name"))
                .containsExactlyInAnyOrder(
                        "ix_delivery_deadline", "ix_delivery_lease", "ix_delivery_next_attempt");
        assertThat(plan.findValuesAsText("Node Type")).doesNotContain("Seq Scan");
    }

    @Test
    void the_oldest_that_is_due_is_found_among_many_that_wait() throws Exception {
        JsonNode plan =
                plan(
                        pool,
                        List.of(TICKETS, BROWSERS, ANALYZE, DELIVERIES),
                        "AS " + OpenDeliveries.OLDEST,
                        "");

        assertThat(plan.findValuesAsText("Index Name")).containsOnly("ix_delivery_next_attempt");
        assertThat(plan.findParents("Relation Name"))
                .allSatisfy(
                        node ->
                                assertThat(node.path("Actual Rows").asInt())
                                        .isLessThanOrEqualTo(1));
    }
}
