package dev.nextup.messaging.outbox;

import dev.nextup.event.KafkaTopic;

/**
 * What a service says about its outbox, as a CDI bean; the rest is the same everywhere.
 *
 * @param schema the service's schema, which holds the outbox tables
 * @param positionTopic an existing topic of the service; see {@link RelaySettings#positionTopic()}
 */
public record OutboxOwner(String schema, KafkaTopic positionTopic) {}
