package dev.nextup.dispatch.delivery;

import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.PushReply;
import java.time.Instant;

/**
 * What came of one attempt, and what follows from it.
 *
 * @param reply the push service's, and what it means in the light of others
 * @param pushService its origin
 */
public record AttemptResult(
        Claim claim, PushReply reply, String pushService, Instant at, Step step) {

    public PushOutcome outcome() {
        return reply.outcome();
    }

    /**
     * Whether the subscription is of no use until it is made anew: its push service says that it
     * belongs to another key, and never took a message for it. If it did, the mistake is ours, and
     * so it is when we do not hold the key any more.
     */
    boolean isForAnotherKey() {
        return outcome() instanceof StaleKey
                && outcome().httpStatus() != null
                && !claim.past().proven();
    }
}
