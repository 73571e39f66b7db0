package dev.nextup.dispatch.words;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.EventTypes;
import dev.nextup.event.organization.MessagesChanged;
import dev.nextup.event.organization.OrganizationEvent;
import dev.nextup.event.organization.OrganizationEvents;
import dev.nextup.messaging.inbox.Arrival;
import dev.nextup.messaging.inbox.Inbox;
import dev.nextup.messaging.inbox.Intake;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Keeps the last of each organisation, which is all of it: a duplicate changes nothing, and what
 * comes late is older than the position of its partition.
 */
@ApplicationScoped
class WordsIntake implements Intake<OrganizationEvent> {

    private final Inbox inbox;
    private final WordsRepository repository;
    private final Clock clock;

    WordsIntake(Inbox inbox, WordsRepository repository, Clock clock) {
        this.inbox = inbox;
        this.repository = repository;
        this.clock = clock;
    }

    @Incoming("organization-events")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume(records, this);
    }

    @Override
    public EventTypes<OrganizationEvent> types() {
        return OrganizationEvents.TYPES;
    }

    @Override
    public boolean erasable() {
        return true;
    }

    @Override
    public Uni<Runnable> apply(
            SqlConnection connection, List<Arrival<OrganizationEvent>> arrivals) {
        SortedMap<UUID, List<MessagesChanged.Message>> latest = new TreeMap<>();
        for (Arrival<OrganizationEvent> arrival : arrivals) {
            CloudEvent<OrganizationEvent> event = arrival.event();
            if (event == null) {
                latest.put(arrival.key(), List.of());
            } else if (event.data() instanceof MessagesChanged changed
                    && changed.organizationId().equals(arrival.key())) {
                latest.put(arrival.key(), changed.messages());
            }
        }
        return repository.keep(connection, latest, clock.instant()).replaceWith(() -> {});
    }
}
