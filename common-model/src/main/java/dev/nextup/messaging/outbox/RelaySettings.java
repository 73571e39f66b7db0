package dev.nextup.messaging.outbox;

import java.time.Duration;
import java.util.Map;

/**
 * How a relay works.
 *
 * @param schema the service's schema; names the lease, the transactional id and the NOTIFY channel
 * @param positionTopic an existing topic under whose partition 0 the batch number is committed
 * @param kafka connection settings of the Kafka clients ({@code bootstrap.servers}, security …)
 * @param batchSize rows per Kafka transaction
 * @param lease how long a leader that no longer answers keeps the others out
 * @param poll how often an idle leader looks without being woken
 * @param gather how long a leader lets rows come together after a batch that was not full; what
 *     comes when nothing has been published for so long does not wait
 */
public record RelaySettings(
        String schema,
        String positionTopic,
        Map<String, Object> kafka,
        int batchSize,
        Duration lease,
        Duration poll,
        Duration gather) {

    /** Measured: past a few hundred rows the per-transaction cost no longer matters. */
    private static final int BATCH_SIZE = 500;

    /**
     * Short enough that a killed replica is hardly noticed, long enough to survive a long pause.
     */
    private static final Duration LEASE = Duration.ofSeconds(3);

    /** Only the safety net behind the wake-up calls, hence lazy. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** So many rows in one batch come from a service with more to do than it can. */
    private static final int MANY = 40;

    /** Patience of a leader who has that much to publish. */
    private static final Duration GATHER_MANY = Duration.ofMillis(40);

    public RelaySettings {
        kafka = Map.copyOf(kafka);
    }

    /** The settings every service runs with. */
    static RelaySettings of(OutboxOwner owner, Map<String, Object> kafka) {
        return new RelaySettings(
                owner.schema(),
                owner.positionTopic().name(),
                kafka,
                BATCH_SIZE,
                LEASE,
                POLL,
                owner.gather());
    }

    /** How long to let rows come together after a batch of so many. */
    Duration gatherAfter(int published) {
        return published >= MANY && gather.compareTo(GATHER_MANY) < 0 ? GATHER_MANY : gather;
    }

    String name() {
        return "nextup-outbox-" + schema;
    }

    String channel() {
        return "outbox_" + schema;
    }
}
