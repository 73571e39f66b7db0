package dev.nextup.dispatch.delivery;

import dev.nextup.dispatch.webpush.PushOutcome;
import java.time.Instant;

/**
 * What came of one attempt, and what follows from it.
 *
 * @param pushService its origin
 */
public record AttemptResult(
        Claim claim, PushOutcome outcome, String pushService, Instant at, Step step) {}
