package dev.nextup.subscription.binding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.Topics;
import dev.nextup.event.delivery.DeliveryEvents;
import dev.nextup.event.delivery.SubscriptionGone;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.subscription.CapturedLog;
import dev.nextup.subscription.Consumption;
import dev.nextup.subscription.Customer;
import dev.nextup.test.kafka.PublishedRecords;
import dev.nextup.test.kafka.TestKafka;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A push service that ends a large share of its subscriptions is not believed. */
@QuarkusTest
class GoneWaveTest {

    private static final String BINDINGS = Topics.SUBSCRIPTION_EVENTS.name();

    /** As many as are believed whatever their share. */
    private static final int FEW = 9;

    @Inject Pool pool;
    @Inject MeterRegistry registry;
    @Inject EndedSubscriptions ended;

    private final CloudEventCodec codec = new CloudEventCodec();

    private record Bound(Customer customer, UUID subscription) {

        SubscriptionGone gone() {
            return new SubscriptionGone(
                    subscription, customer.ticketId, SubscriptionGone.Reason.GONE, Instant.EPOCH);
        }
    }

    @BeforeEach
    void nobodyElseIsThere() {
        run("DELETE FROM push_subscription WHERE push_host IN ('localhost', '127.0.0.1')");
    }

    @Test
    void a_wave_is_held_back_counted_logged_and_its_bindings_are_told_again() {
        List<Bound> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(bind("https://127.0.0.1/push/" + UUID.randomUUID(), i % 5));
        }
        double before = heldBack();

        tell(all.subList(0, FEW));
        assertThat(active(all)).isEqualTo(30 - FEW);
        String log;
        try (CapturedLog captured = CapturedLog.begin()) {
            tell(all.subList(FEW, 30));
            log = captured.text();
        }

        assertThat(active(all)).isEqualTo(30 - FEW);
        assertThat(heldBack() - before).isEqualTo(30 - FEW);
        assertThat(log).contains("held back: pushService=127.0.0.1").doesNotContain("/push/");
        assertThat(PublishedRecords.of(all.get(29).customer().ticketId, BINDINGS, 2))
                .extracting(r -> JsonPath.from(new String(r.value(), UTF_8)))
                .extracting(e -> e.getBoolean("data.active"))
                .containsExactly(true, true);
    }

    @Test
    void one_person_with_many_browsers_is_no_wave() {
        bound(3, 3);
        List<Bound> all = bound(12, 1);

        tell(all);

        assertThat(active(all)).isZero();
    }

    @Test
    void one_device_with_many_tickets_is_no_wave() {
        List<Bound> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(bind("https://localhost/push/one", i % 5));
        }

        tell(all);

        assertThat(active(all)).isZero();
    }

    @Test
    void a_few_of_many_are_no_wave() {
        List<Bound> all = bound(12, 5);
        run(
                "WITH t AS (INSERT INTO known_ticket (id, organization_id, first_seen_at)"
                        + " SELECT gen_random_uuid(), gen_random_uuid(), now()"
                        + " FROM generate_series(1, 100) RETURNING id, organization_id)"
                        + " INSERT INTO push_subscription (id, ticket_id, organization_id, endpoint,"
                        + " p256dh, auth, key_id, active, bound_at) SELECT gen_random_uuid(), id,"
                        + " organization_id, 'https://localhost/push/' || id, repeat('x', 87),"
                        + " repeat('x', 22), 'k', true, now() FROM t");

        tell(all);

        assertThat(active(all)).isZero();
    }

    /** Behind a proxy that is not listed, or in a hall with one Wi-Fi. */
    @Test
    void where_all_share_one_network_a_wave_is_held_back_too() {
        List<Bound> all = bound(12, 1);

        tell(all.subList(0, FEW));
        tell(all.subList(FEW, 12));

        assertThat(active(all)).isEqualTo(12 - FEW);
    }

    @Test
    void once_it_is_over_who_is_reported_again_is_believed() {
        List<Bound> all = bound(12, 5);
        tell(all.subList(0, FEW));
        tell(all.subList(FEW, 12));
        run(
                "UPDATE push_subscription SET gone_at = gone_at - interval '11 minutes'"
                        + " WHERE push_host = 'localhost'");

        tell(all.subList(11, 12));

        assertThat(active(all)).isEqualTo(12 - FEW - 1);
        assertThat(active(all.subList(11, 12))).isZero();
    }

    @Test
    void replicas_count_together_whoever_comes_second_knows_of_the_first() {
        List<Bound> all = bound(12, 5);
        List<SubscriptionGone> gone = all.stream().map(Bound::gone).toList();
        SqlConnection one = pool.getConnection().await().indefinitely();
        SqlConnection two = pool.getConnection().await().indefinitely();
        try {
            Transaction first = one.begin().await().indefinitely();
            ended.apply(one, gone.subList(0, 6)).await().indefinitely();
            Transaction second = two.begin().await().indefinitely();
            CompletableFuture<Runnable> waits =
                    ended.apply(two, gone.subList(6, 12)).subscribeAsCompletionStage();
            await().atMost(Duration.ofSeconds(30)).until(() -> waitingReplicas() == 1);

            first.commit().await().indefinitely();

            waits.join();
            second.commit().await().indefinitely();
        } finally {
            one.close().await().indefinitely();
            two.close().await().indefinitely();
        }
        assertThat(active(all.subList(0, 6))).isZero();
        assertThat(active(all.subList(6, 12))).isEqualTo(6);
    }

    private List<Bound> bound(int count, int networks) {
        List<Bound> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(bind("https://localhost/push/" + UUID.randomUUID(), i % networks));
        }
        return all;
    }

    private static Bound bind(String endpoint, int network) {
        Customer customer = new Customer();
        String id =
                customer.request()
                        .header("X-Forwarded-For", "198.51.100." + (10 + network))
                        .body(customer.subscription(endpoint, ""))
                        .post(Customer.PATH)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("subscriptionId");
        return new Bound(customer, UUID.fromString(id));
    }

    private void tell(List<Bound> gone) {
        new Consumption(pool)
                .all(
                        gone.stream()
                                .map(
                                        one ->
                                                TestKafka.send(
                                                        Topics.DELIVERY_EVENTS.name(),
                                                        one.customer().ticketId.toString(),
                                                        encode(one.gone())))
                                .toList());
    }

    private byte[] encode(SubscriptionGone event) {
        return codec.encode(
                CloudEvent.of(
                        DeliveryEvents.TYPES,
                        UUID.randomUUID(),
                        "notification-dispatcher",
                        event.ticketId(),
                        Instant.EPOCH,
                        event));
    }

    private long active(List<Bound> all) {
        UUID[] ids = all.stream().map(Bound::subscription).toArray(UUID[]::new);
        return count(
                "SELECT count(*) FROM push_subscription WHERE active AND id = ANY ($1)",
                Tuple.tuple().addArrayOfUUID(ids));
    }

    private long waitingReplicas() {
        return count(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
                Tuple.tuple());
    }

    private long count(String sql, Tuple arguments) {
        return pool.preparedQuery(sql)
                .execute(arguments)
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private void run(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    private double heldBack() {
        return registry.counter("nextup.subscriptions.gone", "outcome", "held-back").count();
    }
}
