package dev.nextup.messaging.outbox;

import dev.nextup.tracing.TraceParent;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record on its way.
 *
 * @param kafkaTopic name of an existing topic
 * @param key record key; records of one key keep their order
 * @param value record value, or null to erase the key on a compacted topic
 * @param headers of the record, values in UTF-8; never anything secret or personal
 */
@SuppressWarnings(
        "ArrayRecordComponent") // never compared: a carrier between the caller and one insert
public record OutboxRecord(
        String kafkaTopic, String key, byte @Nullable [] value, Map<String, String> headers) {

    public OutboxRecord {
        Objects.requireNonNull(kafkaTopic);
        Objects.requireNonNull(key);
        headers = Map.copyOf(headers);
    }

    /** A record without headers of its own. */
    public OutboxRecord(String kafkaTopic, String key, byte @Nullable [] value) {
        this(kafkaTopic, key, value, Map.of());
    }

    /** Erases {@code key} from a compacted topic. */
    public static OutboxRecord erasure(String kafkaTopic, String key) {
        return new OutboxRecord(kafkaTopic, key, null);
    }

    /**
     * Whether the value is a CloudEvent of ours. What has headers beside the one every event may
     * have is a dead letter: who knows what it holds.
     */
    boolean isEvent() {
        return value != null && Set.of(TraceParent.HEADER).containsAll(headers.keySet());
    }

    @Override
    public String toString() {
        return "OutboxRecord[" + kafkaTopic + "]";
    }
}
