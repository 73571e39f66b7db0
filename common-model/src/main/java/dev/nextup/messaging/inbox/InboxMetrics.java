package dev.nextup.messaging.inbox;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * What an operator watches, per topic.
 *
 * <ul>
 *   <li>{@code nextup.inbox.records}, by {@code outcome}: {@code consumed}, {@code duplicate}
 *       (redelivered after a restart or a rebalance, and dropped) and {@code dead-lettered}. Their
 *       sum grows as the topic does. Alert on any {@code dead-lettered}.
 *   <li>{@code nextup.inbox.failures}: interrupted attempts; each is tried again. Alert when it
 *       grows for five minutes: PostgreSQL or Kafka is away, or the schema is too old.
 * </ul>
 */
final class InboxMetrics {

    private final MeterRegistry registry;

    InboxMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void consumed(String topic, int consumed, int duplicates, int deadLettered) {
        count(topic, "consumed", consumed);
        count(topic, "duplicate", duplicates);
        count(topic, "dead-lettered", deadLettered);
    }

    void failed(String topic) {
        registry.counter("nextup.inbox.failures", "topic", topic).increment();
    }

    private void count(String topic, String outcome, int records) {
        registry.counter("nextup.inbox.records", "topic", topic, "outcome", outcome)
                .increment(records);
    }
}
