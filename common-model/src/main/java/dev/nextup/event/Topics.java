package dev.nextup.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Every Kafka topic of the system. Names are a contract; partitions and settings are what the local
 * run creates and what an operator should create (docs/events.md).
 */
public final class Topics {

    /** Twelve, so that up to twelve replicas of a consumer share the work. */
    private static final int PARTITIONS = 12;

    private static final String HOUR = millis(Duration.ofHours(1));
    private static final String DAY = millis(Duration.ofDays(1));
    private static final String WEEK = millis(Duration.ofDays(7));

    /** The life of every ticket; key = ticket id. */
    public static final KafkaTopic TICKET_EVENTS =
            new KafkaTopic("nextup.ticket-events.v1", PARTITIONS, Map.of("retention.ms", WEEK));

    /** The current binding per ticket; compacted, a null value erases. */
    public static final KafkaTopic SUBSCRIPTION_EVENTS =
            new KafkaTopic("nextup.subscription-events.v1", PARTITIONS, compacted());

    /** The current preferences per ticket; compacted, a null value erases. */
    public static final KafkaTopic PREFERENCE_EVENTS =
            new KafkaTopic("nextup.preference-events.v1", PARTITIONS, compacted());

    /** What became of the notifications; key = ticket id. */
    public static final KafkaTopic DELIVERY_EVENTS =
            new KafkaTopic("nextup.delivery-events.v1", PARTITIONS, Map.of("retention.ms", WEEK));

    /**
     * What each organisation decided for itself; key = organisation id; compacted. Little is said,
     * hence one partition: then readers take in all changes in the order in which they were made.
     */
    public static final KafkaTopic ORGANIZATION_EVENTS =
            new KafkaTopic("nextup.organization-events.v1", 1, Map.of("cleanup.policy", "compact"));

    /** The topics that carry events. */
    public static final List<KafkaTopic> EVENTS =
            List.of(
                    TICKET_EVENTS,
                    SUBSCRIPTION_EVENTS,
                    PREFERENCE_EVENTS,
                    DELIVERY_EVENTS,
                    ORGANIZATION_EVENTS);

    /** Everything to create: the event topics and the dead-letter topic of each. */
    public static final List<KafkaTopic> ALL =
            EVENTS.stream().flatMap(t -> List.of(t, deadLettersOf(t)).stream()).toList();

    private Topics() {}

    /** The dead-letter topic of {@code topic}: records that cannot be processed, kept for a day. */
    public static KafkaTopic deadLettersOf(KafkaTopic topic) {
        return new KafkaTopic(topic.name() + ".dlq", 1, Map.of("retention.ms", DAY));
    }

    /** Erased records are gone from a compacted topic within three hours (docs/privacy.md). */
    private static Map<String, String> compacted() {
        return Map.of(
                "cleanup.policy", "compact",
                "max.compaction.lag.ms", HOUR,
                "segment.ms", HOUR,
                "delete.retention.ms", HOUR);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
