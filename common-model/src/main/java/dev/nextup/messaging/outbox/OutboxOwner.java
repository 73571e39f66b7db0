package dev.nextup.messaging.outbox;

import dev.nextup.event.KafkaTopic;
import java.time.Duration;

/**
 * What a service says about its outbox, as a CDI bean; the rest is the same everywhere.
 *
 * @param schema the service's schema, which holds the outbox tables
 * @param positionTopic an existing topic of the service; see {@link RelaySettings#positionTopic()}
 * @param gather how long events that follow each other closely may wait for each other. A batch
 *     costs the broker and every reader as much as some dozens of records do, so on a busy machine
 *     a moment's patience has everybody told sooner
 */
public record OutboxOwner(String schema, KafkaTopic positionTopic, Duration gather) {}
