package dev.nextup.local.push.rfc8030;

import org.jspecify.annotations.Nullable;

/**
 * What the sender is answered.
 *
 * @param status the HTTP status; 2xx means the message was taken
 * @param retryAfter the value of Retry-After, or null for none
 * @param delayMillis how long the answer is held back
 * @param ttl the seconds a taken message is said to be kept; null for as long as was asked
 * @param reason what a refusal says of its reason, or null for nothing special
 */
public record Reply(
        int status,
        @Nullable String retryAfter,
        long delayMillis,
        @Nullable Long ttl,
        @Nullable String reason) {

    /** Taken, told at once (RFC 8030, 5). */
    public static final Reply CREATED = new Reply(201, null, 0, null, null);

    /** Whether the message was taken. */
    public boolean isAccepted() {
        return status >= 200 && status < 300;
    }
}
