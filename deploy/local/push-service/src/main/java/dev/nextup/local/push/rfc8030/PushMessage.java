package dev.nextup.local.push.rfc8030;

import dev.nextup.local.push.decryption.CodedBody;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that passed every check, still encrypted.
 *
 * @param httpVersion it came over, such as {@code HTTP/2}
 * @param ttl seconds it would be kept for, as answered to the sender
 * @param topic null if the sender gave none
 * @param body null for a message without payload
 */
public record PushMessage(
        Instant receivedAt,
        String httpVersion,
        long ttl,
        Urgency urgency,
        @Nullable String topic,
        @Nullable CodedBody body) {}
