package dev.nextup.dispatch.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a delivery goes after an attempt.
 *
 * @param nextAttemptAt only while {@link DeliveryState#RETRYING}
 */
record Step(DeliveryState state, @Nullable Instant nextAttemptAt) {

    static Step end(DeliveryState state) {
        return new Step(state, null);
    }
}
