package dev.nextup.dispatch.delivery;

import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Expired;
import dev.nextup.dispatch.webpush.PushOutcome.Gone;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the outcome of an attempt: the deadline first, then the push service's own wish
 * ({@code Retry-After}), then exponential backoff with full jitter.
 */
final class RetryPolicy {

    /** Of the first retry; doubles with each. */
    static final Duration BASE = Duration.ofSeconds(1);

    /** A person waits, so even the last pauses are short. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int DOUBLINGS = 10;

    private RetryPolicy() {}

    /**
     * @param random 0 (inclusive) to 1 (exclusive)
     */
    static Step after(Claim claim, PushOutcome outcome, Instant now, double random) {
        if (outcome instanceof Accepted) {
            return Step.end(DeliveryState.ACCEPTED);
        }
        if (outcome instanceof Gone) {
            return Step.end(DeliveryState.GONE);
        }
        if (outcome instanceof StaleKey) {
            return Step.end(DeliveryState.STALE_KEY);
        }
        if (outcome instanceof Expired) {
            return Step.end(DeliveryState.EXPIRED);
        }
        if (outcome instanceof TryLater later) {
            return claim.onRequest()
                    ? Step.end(DeliveryState.ABANDONED)
                    : retry(claim, later, now, random);
        }
        return Step.end(DeliveryState.REJECTED);
    }

    /** At the deadline at the latest: what would come after it has expired now. */
    private static Step retry(Claim claim, TryLater outcome, Instant now, double random) {
        Instant next = now.plus(pause(claim.attempt(), outcome.retryAfter(), random));
        return next.isBefore(claim.deadline())
                ? new Step(DeliveryState.RETRYING, next)
                : Step.end(DeliveryState.EXPIRED);
    }

    /**
     * Who asks for no pause gets none after the first attempt; one that always asks for that would
     * be sent to without end.
     */
    private static Duration pause(int attempt, @Nullable Duration asked, double random) {
        if (asked != null && asked.isZero() && attempt == 1) {
            return Duration.ZERO;
        }
        Duration usual = backoff(attempt, random);
        return asked != null && asked.compareTo(usual) > 0 ? asked : usual;
    }

    private static Duration backoff(int attempt, double random) {
        Duration ceiling = BASE.multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS));
        if (ceiling.compareTo(LONGEST) > 0) {
            ceiling = LONGEST;
        }
        return Duration.ofMillis((long) (ceiling.toMillis() * random));
    }
}
