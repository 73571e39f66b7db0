package dev.nextup.subscription.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.Topics;
import dev.nextup.event.delivery.DeliveryEvents;
import dev.nextup.event.delivery.SubscriptionGone;
import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.subscription.Consumption;
import dev.nextup.subscription.Customer;
import dev.nextup.test.kafka.TestKafka;
import dev.nextup.test.kafka.TicketRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A ticket's events, the word that its subscription is gone, and the customer come in any order,
 * some of them twice. Every permutation must end as the facts say: the newest version of the ticket
 * decides, and the last word about the subscription that is bound.
 */
@QuarkusTest
class EventOrderTest {

    /** Of all these tickets: that one device's subscription is gone is no wave. */
    private static final String DEVICE = "https://fcm.googleapis.com/wp/" + UUID.randomUUID();

    @Inject Pool pool;

    private enum Step {
        CREATED,
        COMPLETED,
        CANCELLED,
        UNDONE,
        SUBSCRIBE,
        GONE
    }

    static Stream<List<Step>> lives() {
        return Stream.of(
                List.of(Step.CREATED, Step.COMPLETED, Step.UNDONE, Step.SUBSCRIBE, Step.GONE),
                List.of(Step.CREATED, Step.CANCELLED, Step.SUBSCRIBE, Step.GONE),
                List.of(Step.COMPLETED, Step.COMPLETED, Step.SUBSCRIBE, Step.SUBSCRIBE),
                List.of(Step.COMPLETED, Step.UNDONE, Step.UNDONE, Step.SUBSCRIBE, Step.GONE));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void every_order_ends_as_the_facts_say(List<Step> life) {
        List<Life> all = permutations(life).stream().map(Life::new).toList();

        for (int round = 0; round < life.size(); round++) {
            List<RecordMetadata> sent = new ArrayList<>();
            for (Life one : all) {
                one.take(round, sent);
            }
            new Consumption(pool).all(sent);
        }

        assertThat(all).allSatisfy(Life::endsAsTheFactsSay);
    }

    /** One ticket that goes through one order, and what must become of it. */
    private static final class Life {

        private final CloudEventCodec codec = new CloudEventCodec();
        private final Customer customer = new Customer();
        private final TicketRecords ticket =
                new TicketRecords(customer.ticketId, customer.organizationId);
        private final List<Step> order;

        private long version;
        private boolean ended;
        private boolean active;
        private String subscription = UUID.randomUUID().toString();

        private Life(List<Step> order) {
            this.order = order;
        }

        private void take(int round, List<RecordMetadata> sent) {
            switch (order.get(round)) {
                case CREATED -> tell(1, false, ticket.created(1), sent);
                case COMPLETED -> tell(2, true, ticket.completed(2), sent);
                case CANCELLED ->
                        tell(3, true, ticket.cancelled(3, TicketCancelled.Reason.STAFF), sent);
                case UNDONE -> tell(4, false, ticket.requeued(4), sent);
                case SUBSCRIBE -> subscribe();
                case GONE -> gone(sent);
            }
        }

        private void tell(long next, boolean ends, byte[] event, List<RecordMetadata> sent) {
            sent.add(
                    TestKafka.send(
                            Topics.TICKET_EVENTS.name(), customer.ticketId.toString(), event));
            if (next > version) {
                version = next;
                ended = ends;
            }
        }

        private void subscribe() {
            Response answer = customer.subscribe(DEVICE);
            assertThat(answer.statusCode()).as(order.toString()).isEqualTo(ended ? 409 : 200);
            if (!ended) {
                subscription = answer.path("subscriptionId");
                active = true;
            }
        }

        /** Of a subscription that was never bound, if it comes first. */
        private void gone(List<RecordMetadata> sent) {
            SubscriptionGone event =
                    new SubscriptionGone(
                            UUID.fromString(subscription),
                            customer.ticketId,
                            SubscriptionGone.Reason.GONE,
                            Instant.EPOCH);
            byte[] value =
                    codec.encode(
                            CloudEvent.of(
                                    DeliveryEvents.TYPES,
                                    UUID.randomUUID(),
                                    "notification-dispatcher",
                                    customer.ticketId,
                                    Instant.EPOCH,
                                    event));
            sent.add(
                    TestKafka.send(
                            Topics.DELIVERY_EVENTS.name(), customer.ticketId.toString(), value));
            active = false;
        }

        private void endsAsTheFactsSay() {
            int subscriptions = customer.read().path("activeSubscriptions");
            assertThat(subscriptions).as(order + " subscriptions").isEqualTo(active ? 1 : 0);
            assertThat(customer.change("\"pushDenied\":false").statusCode())
                    .as(order + " open to changes")
                    .isEqualTo(ended ? 409 : 200);
        }
    }

    private static List<List<Step>> permutations(List<Step> steps) {
        if (steps.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Step>> all = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Step> rest = new ArrayList<>(steps);
            Step first = rest.remove(i);
            for (List<Step> tail : permutations(rest)) {
                List<Step> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                all.add(order);
            }
        }
        return all.stream().distinct().toList();
    }
}
