package dev.nextup.dispatch.words;

import dev.nextup.dispatch.TestTicket;
import dev.nextup.event.CloudEvent;
import dev.nextup.event.Topics;
import dev.nextup.event.organization.MessagesChanged;
import dev.nextup.event.organization.MessagesChanged.Message;
import dev.nextup.event.organization.OrganizationEvents;
import dev.nextup.messaging.kafka.CloudEventCodec;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tells an organisation's own words, as ticket-service would, on Kafka. */
public final class TestWords {

    private TestWords() {}

    /** From now on these, and no others. */
    public static void say(UUID organization, Message... messages) {
        Instant now = Instant.now();
        TestTicket.send(
                Topics.ORGANIZATION_EVENTS,
                organization.toString(),
                new CloudEventCodec()
                        .encode(
                                CloudEvent.of(
                                        OrganizationEvents.TYPES,
                                        UUID.randomUUID(),
                                        "ticket-service",
                                        organization,
                                        now,
                                        new MessagesChanged(
                                                organization, List.of(messages), now))));
    }
}
