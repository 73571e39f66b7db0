package dev.nextup.ticket.board;

import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.event.ticket.TicketTransferred;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.messaging.kafka.DecodeResult;
import dev.nextup.ticket.board.LiveKey.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears of every change of a ticket, on every replica: each has a consumer group of its own, starts
 * at the end of the topic and commits nothing. A record says no more than whose queue has changed;
 * the state is read from the database. So a duplicate or a late record costs a read and changes
 * nothing, and one that cannot be read is skipped and counted.
 */
@ApplicationScoped
class LiveChanges {

    private static final Logger LOG = Logger.getLogger(LiveChanges.class);

    private final LiveChannels channels;
    private final LiveServices services;
    private final LiveMetrics metrics;
    private final CloudEventCodec codec = new CloudEventCodec();

    LiveChanges(LiveChannels channels, LiveServices services, LiveMetrics metrics) {
        this.channels = channels;
        this.services = services;
        this.metrics = metrics;
    }

    @Incoming("live-changes")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        Map<UUID, UUID> changed = organizationsByService(records);
        return services.departmentsOf(changed.keySet())
                .invoke(departments -> channels.changed(keys(changed, departments)))
                .onFailure()
                .invoke(this::unknownWhere)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void unknownWhere(Throwable failure) {
        LOG.warnf("all live views are read again: %s", failure.getClass().getSimpleName());
        channels.changedAll();
    }

    private Map<UUID, UUID> organizationsByService(ConsumerRecords<String, byte[]> records) {
        Map<UUID, UUID> changed = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() != null
                    && codec.decode(record.value(), TicketEvents.TYPES)
                            instanceof DecodeResult.Decoded<TicketEvent> decoded) {
                add(changed, decoded.event().data());
            } else {
                metrics.unreadable();
            }
        }
        metrics.told(records.count());
        return changed;
    }

    private static void add(Map<UUID, UUID> changed, TicketEvent event) {
        UUID organization = event.ticket().organizationId();
        changed.put(event.ticket().serviceId(), organization);
        if (event instanceof TicketTransferred transferred) {
            changed.put(transferred.fromServiceId(), organization);
        }
    }

    private static Set<LiveKey> keys(Map<UUID, UUID> changed, Map<UUID, UUID> departments) {
        Set<LiveKey> keys = new HashSet<>();
        changed.forEach(
                (service, organization) -> {
                    keys.add(new LiveKey(Kind.BOARD, service, organization));
                    keys.add(new LiveKey(Kind.QUEUE, service, organization));
                    UUID department = departments.get(service);
                    if (department != null) {
                        keys.add(new LiveKey(Kind.BOARD, department, organization));
                        keys.add(new LiveKey(Kind.QUEUE, department, organization));
                        keys.add(new LiveKey(Kind.TICKET, department, organization));
                    }
                });
        return keys;
    }
}
