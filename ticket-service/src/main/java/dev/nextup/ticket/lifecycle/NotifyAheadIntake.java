package dev.nextup.ticket.lifecycle;

import dev.nextup.event.EventTypes;
import dev.nextup.event.subscription.PreferencesChanged;
import dev.nextup.event.subscription.SubscriptionEvents;
import dev.nextup.messaging.inbox.Arrival;
import dev.nextup.messaging.inbox.Inbox;
import dev.nextup.messaging.inbox.Intake;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Takes in at how many ahead each holder wants to be told, and tells those who have no more ahead
 * already. Keyed by ticket, each record the whole state: of several the last one counts, and one
 * that comes again changes nothing. The ticket is always older than its preferences, so one that is
 * not known here is gone and ignored.
 */
@ApplicationScoped
class NotifyAheadIntake implements Intake<PreferencesChanged> {

    private final Inbox inbox;
    private final NotifyAheadRepository wishes;
    private final Approaching approaching;

    NotifyAheadIntake(Inbox inbox, NotifyAheadRepository wishes, Approaching approaching) {
        this.inbox = inbox;
        this.wishes = wishes;
        this.approaching = approaching;
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
        SortedMap<UUID, @Nullable Integer> latest = new TreeMap<>();
        for (Arrival<PreferencesChanged> arrival : arrivals) {
            var event = arrival.event();
            latest.put(arrival.key(), event == null ? null : event.data().notifyAhead());
        }
        return wishes.lockLines(connection, latest)
                .call(() -> wishes.store(connection, latest))
                .chain(services -> approaching.in(connection, services))
                .replaceWith(() -> {});
    }
}
