package dev.nextup.messaging.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nextup.messaging.inbox.DeadLetterHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be processed.
 *
 * @param reason why, as a code
 * @param partition where on its own topic it was met; -1 if that is not said
 * @param offset where on its own topic it was met; -1 if that is not said
 */
record DeadLetter(
        ConsumerRecord<String, byte[]> record, String reason, int partition, long offset) {

    static DeadLetter of(ConsumerRecord<String, byte[]> record) {
        return new DeadLetter(
                record,
                header(record, DeadLetterHeaders.REASON, "unknown"),
                (int) number(record, DeadLetterHeaders.PARTITION),
                number(record, DeadLetterHeaders.OFFSET));
    }

    /** Its key was none, or could not be kept: nobody knows where it belongs. */
    boolean isWithoutKey() {
        return record.key() == null || record.key().isEmpty();
    }

    /** Two readers that could not process one record leave two letters of one origin. */
    Origin origin() {
        return new Origin(partition, offset);
    }

    private static long number(ConsumerRecord<String, byte[]> record, String name) {
        String text = header(record, name, "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static String header(
            ConsumerRecord<String, byte[]> record, String name, String otherwise) {
        @Nullable Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? otherwise
                : new String(header.value(), UTF_8);
    }

    record Origin(int partition, long offset) {}
}
