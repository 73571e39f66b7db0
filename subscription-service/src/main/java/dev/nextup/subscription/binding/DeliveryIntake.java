package dev.nextup.subscription.binding;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.EventTypes;
import dev.nextup.event.delivery.DeliveryEvent;
import dev.nextup.event.delivery.DeliveryEvents;
import dev.nextup.event.delivery.SubscriptionGone;
import dev.nextup.messaging.inbox.Arrival;
import dev.nextup.messaging.inbox.Inbox;
import dev.nextup.messaging.inbox.Intake;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Consumes what became of deliveries, of which one thing matters here: a subscription that the push
 * service no longer knows. That a delivery was accepted, acknowledged or abandoned is ignored on
 * purpose; it says nothing about the subscription.
 */
@ApplicationScoped
class DeliveryIntake implements Intake<DeliveryEvent> {

    private final Inbox inbox;
    private final EndedSubscriptions subscriptions;

    DeliveryIntake(Inbox inbox, EndedSubscriptions subscriptions) {
        this.inbox = inbox;
        this.subscriptions = subscriptions;
    }

    @Incoming("delivery-events")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume(records, this);
    }

    @Override
    public EventTypes<DeliveryEvent> types() {
        return DeliveryEvents.TYPES;
    }

    @Override
    public Uni<Runnable> apply(SqlConnection connection, List<Arrival<DeliveryEvent>> arrivals) {
        List<SubscriptionGone> gone =
                arrivals.stream()
                        .map(arrival -> Objects.requireNonNull(arrival.event()))
                        .map(CloudEvent::data)
                        .filter(SubscriptionGone.class::isInstance)
                        .map(SubscriptionGone.class::cast)
                        .toList();
        return gone.isEmpty()
                ? Uni.createFrom().item(() -> () -> {})
                : subscriptions.apply(connection, gone);
    }
}
