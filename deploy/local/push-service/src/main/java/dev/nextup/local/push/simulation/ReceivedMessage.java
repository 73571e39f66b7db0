package dev.nextup.local.push.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated browser has received.
 *
 * @param httpVersion it came over, such as {@code HTTP/2}
 * @param plaintext null if there was no payload or it could not be opened
 * @param decryptError why it could not be opened, else null
 * @param replaced whether a later message of the same topic came within this one's TTL
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of octets, never compared.
record ReceivedMessage(
        Instant receivedAt,
        String httpVersion,
        long ttl,
        String urgency,
        @Nullable String topic,
        byte @Nullable [] plaintext,
        @Nullable String decryptError,
        boolean replaced) {

    /** Whether a browser that was away until {@code next} came would never see this one. */
    boolean isReplacedBy(ReceivedMessage next) {
        return topic != null
                && topic.equals(next.topic)
                && next.receivedAt.isBefore(receivedAt.plusSeconds(ttl));
    }

    ReceivedMessage asReplaced() {
        return new ReceivedMessage(
                receivedAt, httpVersion, ttl, urgency, topic, plaintext, decryptError, true);
    }

    /** Content must not reach a log by accident. */
    @Override
    public String toString() {
        return "ReceivedMessage";
    }
}
