package dev.nextup.dispatch.webpush;

import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt, and what its push service said beside, as far as it may be kept.
 *
 * @param reason why not, a word of {@link PushReasons}; null if it was taken or none was given
 * @param receipt finds the message in the push service's own logs without leading to it: the
 *     beginning of the SHA-256, in hex, of the {@code Location} or {@code apns-id} it answered
 * @param ttl for how many seconds the message is kept, null if that was not said
 */
public record PushReply(
        PushOutcome outcome,
        @Nullable String reason,
        @Nullable String receipt,
        @Nullable Integer ttl) {

    /** There was no answer, or it said nothing more. */
    public static PushReply of(PushOutcome outcome) {
        return new PushReply(outcome, null, null, null);
    }

    /** With another outcome: as it is judged in the light of what else is known. */
    public PushReply as(PushOutcome other) {
        return new PushReply(other, reason, receipt, ttl);
    }
}
