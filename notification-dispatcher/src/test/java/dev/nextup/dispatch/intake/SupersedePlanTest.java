package dev.nextup.dispatch.intake;

import static dev.nextup.dispatch.ManyDeliveries.ANALYZE;
import static dev.nextup.dispatch.ManyDeliveries.BROWSERS;
import static dev.nextup.dispatch.ManyDeliveries.DELIVERIES;
import static dev.nextup.dispatch.ManyDeliveries.TICKETS;
import static dev.nextup.dispatch.ManyDeliveries.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.PushServiceForTests;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A burst, and the statistics are of a quiet hour. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class SupersedePlanTest {

    private static final String TWENTY =
            IntStream.rangeClosed(1, 20)
                    .mapToObj("md5('plans%d')"::formatted)
                    .collect(Collectors.joining(", "));

    @Inject Pool pool;

    @Test
    void what_is_unsent_of_some_tickets_is_looked_up_by_them() throws Exception {
        JsonNode plan =
                plan(
                        pool,
                        List.of(TICKETS, BROWSERS, ANALYZE, DELIVERIES),
                        "(uuid[], timestamptz) AS " + PlanRepository.SUPERSEDE,
                        "(ARRAY[" + TWENTY + "]::uuid[], now())");

        assertThat(plan.findParents("Relation Name"))
                .isNotEmpty()
                .allSatisfy(
                        node -> {
                            assertThat(node.path("Actual Rows").asInt()).isLessThanOrEqualTo(20);
                            assertThat(node.path("Rows Removed by Filter").asInt())
                                    .as("%s", node)
                                    .isLessThanOrEqualTo(20);
                        });
    }
}
