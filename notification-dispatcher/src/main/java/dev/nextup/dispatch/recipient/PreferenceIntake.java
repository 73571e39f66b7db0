package dev.nextup.dispatch.recipient;

import dev.nextup.dispatch.delivery.DeliveryLog;
import dev.nextup.dispatch.delivery.DeliveryMetrics;
import dev.nextup.event.EventTypes;
import dev.nextup.event.subscription.PreferencesChanged;
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

/** Keeps who wants no push: what is unsent of theirs is skipped, and so is what comes. */
@ApplicationScoped
class PreferenceIntake implements Intake<PreferencesChanged> {

    private final Inbox inbox;
    private final RecipientRepository repository;
    private final DeliveryLog log;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    PreferenceIntake(
            Inbox inbox,
            RecipientRepository repository,
            DeliveryLog log,
            DeliveryMetrics metrics,
            Clock clock) {
        this.inbox = inbox;
        this.repository = repository;
        this.log = log;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Incoming("preference-events")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume(records, this);
    }

    @Override
    public EventTypes<PreferencesChanged> types() {
        return SubscriptionEvents.PREFERENCES;
    }

    @Override
    public boolean erasable() {
        return true;
    }

    @Override
    public Uni<Runnable> apply(
            SqlConnection connection, List<Arrival<PreferencesChanged>> arrivals) {
        Latest<PreferencesChanged> latest = Latest.of(arrivals);
        return repository
                .prefer(connection, latest.states(), clock.instant())
                .call(skipped -> log.write(connection, skipped, List.of()))
                .call(() -> repository.forget(connection, latest.erased()))
                .map(skipped -> () -> metrics.changed(skipped));
    }
}
