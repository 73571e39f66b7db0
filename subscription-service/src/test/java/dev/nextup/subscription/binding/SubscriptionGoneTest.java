package dev.nextup.subscription.binding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.Topics;
import dev.nextup.event.delivery.Channel;
import dev.nextup.event.delivery.DeliveryAbandoned;
import dev.nextup.event.delivery.DeliveryEvent;
import dev.nextup.event.delivery.DeliveryEvents;
import dev.nextup.event.delivery.DeliveryFacts;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.event.delivery.SubscriptionGone;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.subscription.Consumption;
import dev.nextup.subscription.Customer;
import dev.nextup.test.kafka.PublishedRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a subscription that its push service no longer knows. */
@QuarkusTest
class SubscriptionGoneTest {

    private static final String BINDINGS = Topics.SUBSCRIPTION_EVENTS.name();
    private static final String DELIVERIES = Topics.DELIVERY_EVENTS.name();

    @Inject Pool pool;
    @Inject DeliveryIntake intake;

    private final CloudEventCodec codec = new CloudEventCodec();
    private final Customer customer = new Customer();
    private Consumption consumption;

    @BeforeEach
    void reachTheService() {
        consumption = new Consumption(pool);
    }

    @Test
    void it_is_deactivated_and_told_in_full_and_preferences_stay() {
        String id = subscribe(customer.endpoint);

        tell(gone(id));

        customer.read()
                .then()
                .body("activeSubscriptions", equalTo(0))
                .body("preferences.push_enabled", equalTo(true))
                .body("preferences.push_denied", equalTo(false));
        List<JsonPath> told = told(2);
        assertThat(told).extracting(e -> e.getBoolean("data.active")).containsExactly(true, false);
        assertThat(told).extracting(e -> e.getString("data.subscriptionId")).containsOnly(id);
        assertThat(told)
                .extracting(e -> e.getString("data.endpoint"))
                .containsOnly(customer.endpoint);
    }

    @Test
    void a_late_word_about_a_replaced_subscription_changes_nothing() {
        String old = subscribe("https://fcm.googleapis.com/wp/" + UUID.randomUUID());
        String current = subscribe(customer.endpoint);

        tell(gone(old));

        customer.read().then().body("activeSubscriptions", equalTo(1));
        tell(gone(current));
        assertThat(told(3))
                .extracting(
                        e -> e.getString("data.subscriptionId"), e -> e.getBoolean("data.active"))
                .containsExactly(tuple(old, true), tuple(current, true), tuple(current, false));
    }

    @Test
    void another_tickets_subscription_is_left_alone() {
        String id = subscribe(customer.endpoint);
        UUID stranger = UUID.randomUUID();

        consumption.of(DELIVERIES, stranger, encode(stranger, gone(id, stranger)));

        customer.read().then().body("activeSubscriptions", equalTo(1));
        assertThat(
                        pool.preparedQuery("SELECT 1 FROM known_ticket WHERE id = $1")
                                .execute(Tuple.of(stranger))
                                .await()
                                .indefinitely()
                                .size())
                .isZero();
    }

    @Test
    void what_became_of_deliveries_is_ignored() {
        subscribe(customer.endpoint);
        DeliveryFacts facts =
                new DeliveryFacts(
                        UUID.randomUUID(),
                        customer.ticketId,
                        customer.organizationId,
                        NotificationType.YOUR_TURN,
                        Channel.PUSH,
                        Instant.EPOCH,
                        null);

        tell(new DeliveryAbandoned(facts, DeliveryAbandoned.Reason.GONE, 1));

        customer.read().then().body("activeSubscriptions", equalTo(1));
    }

    @Test
    void to_subscribe_again_brings_it_back_and_another_preference_does_not() {
        tell(gone(subscribe(customer.endpoint)));

        customer.change("\"pushDenied\":false,\"notifyAhead\":4").then().statusCode(200);
        customer.read().then().body("activeSubscriptions", equalTo(0));
        subscribe(customer.endpoint);
        customer.read().then().body("activeSubscriptions", equalTo(1));
    }

    @Test
    void a_redelivered_record_does_not_hit_the_subscription_that_came_back() {
        byte[] event = encode(customer.ticketId, gone(subscribe(customer.endpoint)));
        RecordMetadata sent = consumption.of(DELIVERIES, customer.ticketId, event);
        subscribe(customer.endpoint);

        intake.consume(records(sent, event)).await().indefinitely();

        customer.read().then().body("activeSubscriptions", equalTo(1));
    }

    private String subscribe(String endpoint) {
        return customer.subscribe(endpoint).then().statusCode(200).extract().path("subscriptionId");
    }

    private void tell(DeliveryEvent event) {
        consumption.of(DELIVERIES, customer.ticketId, encode(customer.ticketId, event));
    }

    private SubscriptionGone gone(String subscriptionId) {
        return gone(subscriptionId, customer.ticketId);
    }

    private static SubscriptionGone gone(String subscriptionId, UUID ticketId) {
        return new SubscriptionGone(
                UUID.fromString(subscriptionId),
                ticketId,
                SubscriptionGone.Reason.GONE,
                Instant.EPOCH);
    }

    private byte[] encode(UUID ticketId, DeliveryEvent event) {
        return codec.encode(
                CloudEvent.of(
                        DeliveryEvents.TYPES,
                        UUID.randomUUID(),
                        "notification-dispatcher",
                        ticketId,
                        Instant.EPOCH,
                        event));
    }

    private ConsumerRecords<String, byte[]> records(RecordMetadata sent, byte[] value) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(
                        sent.topic(),
                        sent.partition(),
                        sent.offset(),
                        customer.ticketId.toString(),
                        value);
        return new ConsumerRecords<>(
                Map.of(new TopicPartition(sent.topic(), sent.partition()), List.of(record)),
                Map.of());
    }

    private List<JsonPath> told(int count) {
        return PublishedRecords.of(customer.ticketId, BINDINGS, count).stream()
                .map(r -> JsonPath.from(new String(r.value(), UTF_8)))
                .toList();
    }
}
