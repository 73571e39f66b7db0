package dev.nextup.dispatch.webpush;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt. Failures of others are values; their cases are the retry policy. {@link
 * #code} is a stable word for logs, tables and metrics and never quotes what was received.
 */
public sealed interface PushOutcome {

    String code();

    /** Null when there was no answer. */
    @Nullable Integer httpStatus();

    /** The push service took the message: no proof that anybody saw it. */
    record Accepted(Integer httpStatus) implements PushOutcome {
        @Override
        public String code() {
            return "accepted";
        }
    }

    /** 404 or 410, and nothing else: the subscription has ended. */
    record Gone(Integer httpStatus) implements PushOutcome {

        private static final int NOT_FOUND = 404;

        @Override
        public String code() {
            return httpStatus == NOT_FOUND ? "not-found" : "gone";
        }
    }

    /**
     * The subscription was made with another application server key than the one we sign with: the
     * push service says so, or, without a status, we hold its key no longer.
     */
    record StaleKey(@Nullable Integer httpStatus) implements PushOutcome {
        @Override
        public String code() {
            return httpStatus == null ? "key-not-held" : "stale-key";
        }
    }

    /** Will be refused however often it is tried. */
    record Rejected(@Nullable Integer httpStatus, String code) implements PushOutcome {}

    /**
     * May work later.
     *
     * @param retryAfter not before this time has passed, {@code null} if the service did not say
     */
    record TryLater(@Nullable Integer httpStatus, String code, @Nullable Duration retryAfter)
            implements PushOutcome {}

    /** Not sent: nobody would need it any more when it arrived. */
    record Expired() implements PushOutcome {
        @Override
        public String code() {
            return "expired";
        }

        @Override
        public @Nullable Integer httpStatus() {
            return null;
        }
    }
}
