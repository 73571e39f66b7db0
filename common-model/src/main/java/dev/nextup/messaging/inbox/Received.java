package dev.nextup.messaging.inbox;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.messaging.kafka.DecodeResult;
import dev.nextup.messaging.kafka.DecodeResult.Decoded;
import dev.nextup.messaging.kafka.DecodeResult.Undecodable;
import dev.nextup.messaging.outbox.OutboxRecord;
import dev.nextup.tracing.TraceParent;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record from Kafka, read as far as it can be.
 *
 * @param arrival {@code null} when it is poison
 * @param poison why it cannot be consumed, {@code null} when it can
 */
record Received<T>(
        ConsumerRecord<String, byte[]> record,
        @Nullable Arrival<T> arrival,
        @Nullable String poison) {

    /** The key is not the id that the event is about. */
    static final String INVALID_KEY = "invalid-key";

    /** It reads well, and yet cannot be stored. */
    static final String UNPROCESSABLE = "unprocessable";

    private static final int LONGEST_KEY = 200;

    static <T> Received<T> of(
            ConsumerRecord<String, byte[]> record, Intake<T> intake, CloudEventCodec codec) {
        byte[] value = record.value();
        if (value == null && !intake.erasable()) {
            return poison(record, DecodeResult.Reason.NOT_JSON.code());
        }
        UUID key = key(record);
        if (value == null) {
            return key == null
                    ? poison(record, INVALID_KEY)
                    : new Received<>(record, new Arrival<>(key, null, null), null);
        }
        DecodeResult<T> result = codec.decode(value, intake.types());
        if (result instanceof Undecodable<T> undecodable) {
            return poison(record, undecodable.reason().code());
        }
        CloudEvent<T> event = ((Decoded<T>) result).event();
        return key == null || !event.subject().equals(key.toString())
                ? poison(record, INVALID_KEY)
                : new Received<>(record, new Arrival<>(key, event, trace(record)), null);
    }

    /** The same record, which turned out to be impossible to store. */
    Received<T> unprocessable() {
        return poison == null ? poison(record, UNPROCESSABLE) : this;
    }

    /** Octet for octet, for the dead-letter topic of its own. */
    OutboxRecord deadLetter() {
        String topic = Topics.deadLettersOf(new KafkaTopic(record.topic(), 1, Map.of())).name();
        return new OutboxRecord(
                topic,
                storableKey(record.key()),
                record.value(),
                Map.of(
                        DeadLetterHeaders.REASON,
                        String.valueOf(poison),
                        DeadLetterHeaders.PARTITION,
                        Integer.toString(record.partition()),
                        DeadLetterHeaders.OFFSET,
                        Long.toString(record.offset())));
    }

    private static <T> Received<T> poison(ConsumerRecord<String, byte[]> record, String reason) {
        return new Received<>(record, null, reason);
    }

    /** Canonical form only: two spellings of one id would be two keys to Kafka. */
    private static @Nullable UUID key(ConsumerRecord<String, byte[]> record) {
        try {
            UUID key = UUID.fromString(String.valueOf(record.key()));
            return key.toString().equals(record.key()) ? key : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable TraceParent trace(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(TraceParent.HEADER);
        return header == null ? null : TraceParent.parse(header.value()).orElse(null);
    }

    /** A key that is no id may be anything, also what no text column takes. */
    private static String storableKey(@Nullable String key) {
        return key == null || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0 ? "" : key;
    }
}
