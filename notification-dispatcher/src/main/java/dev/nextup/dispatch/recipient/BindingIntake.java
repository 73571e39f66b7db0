package dev.nextup.dispatch.recipient;

import dev.nextup.dispatch.delivery.DeliveryWorker;
import dev.nextup.event.EventTypes;
import dev.nextup.event.subscription.SubscriptionBound;
import dev.nextup.event.subscription.SubscriptionEvents;
import dev.nextup.messaging.inbox.Arrival;
import dev.nextup.messaging.inbox.Inbox;
import dev.nextup.messaging.inbox.Intake;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the push subscription of each ticket, and wakes what waited for one. */
@ApplicationScoped
class BindingIntake implements Intake<SubscriptionBound> {

    private final Inbox inbox;
    private final RecipientRepository repository;
    private final DeliveryWorker worker;
    private final Clock clock;

    BindingIntake(Inbox inbox, RecipientRepository repository, DeliveryWorker worker, Clock clock) {
        this.inbox = inbox;
        this.repository = repository;
        this.worker = worker;
        this.clock = clock;
    }

    @Incoming("subscription-events")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume(records, this);
    }

    @Override
    public EventTypes<SubscriptionBound> types() {
        return SubscriptionEvents.BINDINGS;
    }

    @Override
    public boolean erasable() {
        return true;
    }

    @Override
    public Uni<Runnable> apply(
            SqlConnection connection, List<Arrival<SubscriptionBound>> arrivals) {
        Latest<SubscriptionBound> latest = Latest.of(arrivals);
        return repository.take(connection, latest, clock.instant()).replaceWith(() -> worker::wake);
    }
}
