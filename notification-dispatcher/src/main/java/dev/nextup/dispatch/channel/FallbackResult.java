package dev.nextup.dispatch.channel;

import dev.nextup.event.delivery.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a fallback.
 *
 * @param state DUE to try again
 * @param channel the one it was tried on, or would have been
 * @param code why, or how an attempt went
 * @param service origin of the gateway, or {@code none}
 * @param dueAt when DUE
 */
record FallbackResult(
        DueFallback fallback,
        State state,
        @Nullable Channel channel,
        String code,
        @Nullable Integer httpStatus,
        String service,
        @Nullable Instant dueAt) {

    /** Where a fallback is. */
    enum State {
        DUE,
        ACCEPTED,
        SKIPPED,
        REJECTED,
        EXPIRED
    }

    static FallbackResult unsent(
            DueFallback fallback, State state, @Nullable Channel channel, String why) {
        return new FallbackResult(fallback, state, channel, why, null, "none", null);
    }
}
