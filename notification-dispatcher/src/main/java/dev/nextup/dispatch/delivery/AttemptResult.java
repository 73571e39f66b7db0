package dev.nextup.dispatch.delivery;

import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.dispatch.webpush.PushOutcome.Gone;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import dev.nextup.dispatch.webpush.PushReply;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt, and what follows from it.
 *
 * @param reply the push service's, and what it means in the light of others
 * @param pushService its origin
 */
public record AttemptResult(
        Claim claim, PushReply reply, String pushService, Instant at, Step step) {

    /** Asks to slow down, which is about the subscription, whatever is to be sent to it. */
    private static final Set<Integer> THROTTLED = Set.of(406, 429);

    public PushOutcome outcome() {
        return reply.outcome();
    }

    /**
     * Until when nothing is to be sent to the subscription; null if nothing was asked. Not beyond
     * the deadline: what asks for a day must not silence a ticket.
     */
    @Nullable Instant holdUntil() {
        if (!(outcome() instanceof TryLater later)
                || later.retryAfter() == null
                || !THROTTLED.contains(later.httpStatus())) {
            return null;
        }
        Instant asked = at.plus(later.retryAfter());
        return asked.isBefore(claim.deadline()) ? asked : claim.deadline();
    }

    /** Whether it says something about the subscription. */
    boolean isAboutSubscription() {
        return outcome() instanceof Gone || isForAnotherKey() || holdUntil() != null;
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
