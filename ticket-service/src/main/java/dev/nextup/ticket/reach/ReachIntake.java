package dev.nextup.ticket.reach;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.EventTypes;
import dev.nextup.event.delivery.DeliveryEvent;
import dev.nextup.event.delivery.DeliveryEvents;
import dev.nextup.messaging.inbox.Arrival;
import dev.nextup.messaging.inbox.Inbox;
import dev.nextup.messaging.inbox.Intake;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes in what became of notifications. A duplicate or a late record changes nothing ({@link
 * Reach}); a ticket that is not known here is gone and ignored, since it is always older than its
 * notifications.
 */
@ApplicationScoped
class ReachIntake implements Intake<DeliveryEvent> {

    private final Inbox inbox;
    private final ReachRepository repository;

    ReachIntake(Inbox inbox, ReachRepository repository) {
        this.inbox = inbox;
        this.repository = repository;
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
        SortedMap<UUID, Reach> newest = new TreeMap<>();
        SortedMap<UUID, Instant> seen = new TreeMap<>();
        for (Arrival<DeliveryEvent> arrival : arrivals) {
            CloudEvent<DeliveryEvent> event = arrival.event();
            Optional<Reach> told = event == null ? Optional.empty() : Reach.of(event.data());
            told.filter(reach -> reach.ticketId().equals(arrival.key()))
                    .ifPresent(reach -> add(reach, newest, seen));
        }
        return newest.isEmpty()
                ? Uni.createFrom().item(() -> {})
                : store(connection, newest, seen).replaceWith(() -> {});
    }

    private static void add(
            Reach reach, SortedMap<UUID, Reach> newest, SortedMap<UUID, Instant> seen) {
        newest.merge(reach.ticketId(), reach, Reach::or);
        if (reach.isSeen()) {
            seen.merge(reach.ticketId(), reach.at(), (a, b) -> a.isBefore(b) ? a : b);
        }
    }

    private Uni<Void> store(
            SqlConnection connection,
            SortedMap<UUID, Reach> newest,
            SortedMap<UUID, Instant> seen) {
        return repository
                .keep(connection, newest)
                .call(
                        () ->
                                seen.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : repository.see(connection, seen))
                .chain(
                        changed ->
                                changed.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : repository.tell(connection, changed));
    }
}
