package dev.nextup.dispatch.request;

import dev.nextup.dispatch.delivery.AttemptResult;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a notification on request.
 *
 * @param subscriptionId which browser it went to, {@code null} if there was none
 * @param error why it did not arrive, {@code null} if it did
 */
record PushReport(@Nullable UUID subscriptionId, @Nullable String error) {

    static PushReport of(AttemptResult result) {
        return new PushReport(
                result.claim().recipient().subscriptionId(),
                result.outcome() instanceof Accepted ? null : result.outcome().code());
    }

    static PushReport nobody() {
        return new PushReport(null, null);
    }

    boolean accepted() {
        return subscriptionId != null && error == null;
    }
}
