package dev.nextup.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The equations in the Javadoc of {@link DeliveryMetrics} and {@link OpenDeliveries}. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class BalanceTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    @Inject VapidKeyRing ring;
    @Inject MeterRegistry registry;
    @Inject OpenDeliveries open;
    @Inject Pool pool;

    @Test
    void what_was_planned_has_come_to_an_end_or_is_open() throws Exception {
        Map<String, Double> before = counts();
        long timed = accepted().count();

        TestTicket accepted = called("[]");
        TestTicket gone = called("[{\"status\":410}]");
        TestTicket rejected = called("[{\"status\":400}]");
        TestTicket retried = called("[{\"status\":503},{\"status\":201}]");
        TestTicket waiting = new TestTicket();
        waiting.called();
        TestTicket superseded = new TestTicket();
        superseded.created();
        superseded.called();
        awaitState(accepted, "ACCEPTED");
        awaitState(gone, "GONE");
        awaitState(rejected, "REJECTED");
        awaitState(retried, "ACCEPTED");
        awaitState(waiting, "PLANNED");
        awaitState(superseded, "SUPERSEDED", "PLANNED");

        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(growth(before))
                                        .containsOnly(
                                                Map.entry("planned", 7.0),
                                                Map.entry("settled accepted", 2.0),
                                                Map.entry("settled gone", 1.0),
                                                Map.entry("settled rejected", 1.0),
                                                Map.entry("settled superseded", 1.0),
                                                Map.entry("attempts accepted", 2.0),
                                                Map.entry("attempts gone", 1.0),
                                                Map.entry("attempts http-400", 1.0),
                                                Map.entry("attempts http-503", 1.0)));
        assertThat(accepted().count()).as("time from event to acceptance").isEqualTo(timed + 2);
        open.count().await().atMost(SOON);
        assertThat(open("planned")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void the_lag_is_how_long_the_oldest_that_is_due_has_waited() throws Exception {
        TestTicket ticket = new TestTicket();
        ticket.called();
        awaitState(ticket, "PLANNED");
        update(
                ticket,
                "UPDATE delivery SET next_attempt_at = now() - interval '20 seconds',"
                        + " push_service = 'https://lag.push.example' WHERE ticket_id = $1");

        open.count().await().atMost(SOON);
        assertThat(registry.get("nextup.delivery.lag").gauge().value()).isBetween(20.0, 60.0);

        update(ticket, "UPDATE delivery SET next_attempt_at = NULL WHERE ticket_id = $1");
        open.count().await().atMost(SOON);
        assertThat(registry.get("nextup.delivery.lag").gauge().value()).isLessThan(20);
    }

    @Test
    void how_far_the_consumers_are_behind_is_a_metric_of_the_kafka_client() {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(registry.getMeters())
                                        .extracting(meter -> meter.getId().getName())
                                        .contains("kafka.consumer.fetch.manager.records.lag.max"));
    }

    private TestTicket called(String answers) throws Exception {
        TestTicket ticket = new TestTicket();
        SimulatedBrowser browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), pushService, ring.newest().publicKey());
        browser.answer(answers);
        ticket.bound(browser, ring);
        ticket.called();
        return ticket;
    }

    private Timer accepted() {
        return registry.get("nextup.delivery.time").timer();
    }

    private double open(String state) {
        return registry.get("nextup.delivery.open").tag("state", state).gauge().value();
    }

    private Map<String, Double> growth(Map<String, Double> before) {
        Map<String, Double> growth = new TreeMap<>();
        counts().forEach(
                        (name, now) -> {
                            double more = now - before.getOrDefault(name, 0.0);
                            if (more != 0) {
                                growth.put(name, more);
                            }
                        });
        return growth;
    }

    private Map<String, Double> counts() {
        Map<String, Double> counts = new TreeMap<>();
        for (String name : List.of("planned", "repeated", "settled", "attempts")) {
            for (Counter counter : registry.find("nextup.delivery." + name).counters()) {
                String tag =
                        counter.getId().getTags().isEmpty()
                                ? ""
                                : " " + counter.getId().getTags().get(0).getValue();
                counts.merge(name + tag, counter.count(), Double::sum);
            }
        }
        return counts;
    }

    private void awaitState(TestTicket ticket, String... states) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(states(ticket.id)).containsExactly(states));
    }

    private List<String> states(UUID ticket) {
        return pool
                .preparedQuery(
                        "SELECT state FROM delivery WHERE ticket_id = $1 ORDER BY ticket_version")
                .execute(Tuple.of(ticket))
                .await()
                .atMost(SOON)
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private void update(TestTicket ticket, String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(ticket.id)).await().atMost(SOON);
    }
}
