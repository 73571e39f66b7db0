package dev.nextup.ticket.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.Topics;
import dev.nextup.event.organization.MessagesChanged;
import dev.nextup.event.organization.MessagesChanged.Message;
import dev.nextup.event.organization.OrganizationEvent;
import dev.nextup.event.organization.OrganizationEvents;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.messaging.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Tells all own words of an organisation, as they are after a change, in its transaction. The turn
 * that each change takes orders what is told.
 */
@ApplicationScoped
class MessageNews {

    private static final String SOURCE = "ticket-service";

    /** By the session of the change, whose connection the outbox's own statement would not be. */
    private static final String APPEND =
            "INSERT INTO outbox (kafka_topic, record_key, record_value)"
                    + " VALUES (:topic, :key, convert_to(CAST(:value AS text), 'UTF8'))";

    private final Outbox outbox;
    private final Clock clock;
    private final CloudEventCodec codec = new CloudEventCodec();

    MessageNews(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<Void> tell(UUID organizationId, List<MessageView> messages) {
        Instant now = clock.instant();
        List<Message> words =
                messages.stream()
                        .map(m -> new Message(m.kind(), m.language(), m.title(), m.body()))
                        .toList();
        CloudEvent<OrganizationEvent> event =
                CloudEvent.of(
                        OrganizationEvents.TYPES,
                        UUID.randomUUID(),
                        SOURCE,
                        organizationId,
                        now,
                        new MessagesChanged(organizationId, words, now));
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(APPEND)
                                        .setParameter("topic", Topics.ORGANIZATION_EVENTS.name())
                                        .setParameter("key", organizationId.toString())
                                        .setParameter(
                                                "value", new String(codec.encode(event), UTF_8))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /** After the commit. */
    void committed() {
        outbox.committed();
    }
}
