package dev.nextup.local.push.useragent;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message the browser has not acknowledged yet.
 *
 * @param version our name of it, which the acknowledgement repeats
 * @param until when it is dropped (its TTL)
 * @param topic a later message of the same channel and topic takes its place
 * @param body still encrypted; null for a message without payload
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of octets, never compared.
record WaitingMessage(
        UUID version, UUID channel, Instant until, @Nullable String topic, byte @Nullable [] body) {

    boolean isReplacedBy(WaitingMessage later) {
        return topic != null && topic.equals(later.topic) && channel.equals(later.channel);
    }

    /** Content must not reach a log by accident. */
    @Override
    public String toString() {
        return "WaitingMessage";
    }
}
