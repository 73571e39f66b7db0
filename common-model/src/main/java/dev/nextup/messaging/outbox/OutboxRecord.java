package dev.nextup.messaging.outbox;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record on its way.
 *
 * @param kafkaTopic name of an existing topic
 * @param key record key; records of one key keep their order
 * @param value record value, or null to erase the key on a compacted topic
 */
@SuppressWarnings(
        "ArrayRecordComponent") // never compared: a carrier between the caller and one insert
public record OutboxRecord(String kafkaTopic, String key, byte @Nullable [] value) {

    public OutboxRecord {
        Objects.requireNonNull(kafkaTopic);
        Objects.requireNonNull(key);
    }

    /** Erases {@code key} from a compacted topic. */
    public static OutboxRecord erasure(String kafkaTopic, String key) {
        return new OutboxRecord(kafkaTopic, key, null);
    }

    @Override
    public String toString() {
        return "OutboxRecord[" + kafkaTopic + "]";
    }
}
