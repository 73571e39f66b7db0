package dev.nextup.subscription.binding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the holder of a ticket wants to be told.
 *
 * @param pushDeniedAt when they refused push, {@code null} if they did not
 * @param whatsappFallback means something only with a phone number
 * @param smsFallback means something only with a phone number
 * @param notifyAhead tell me when this many are ahead, {@code null} for the installation's default
 */
record Preferences(
        @Nullable Instant pushDeniedAt,
        boolean whatsappFallback,
        boolean smsFallback,
        @Nullable Integer notifyAhead) {

    /** What holds until the holder says otherwise. */
    static final Preferences DEFAULTS = new Preferences(null, true, false, null);

    boolean pushDenied() {
        return pushDeniedAt != null;
    }

    Preferences denyPush(boolean denied, Instant now) {
        return denied == pushDenied()
                ? this
                : new Preferences(denied ? now : null, whatsappFallback, smsFallback, notifyAhead);
    }

    Preferences apply(Change change, Instant now) {
        Preferences chosen =
                new Preferences(
                        pushDeniedAt,
                        change.whatsappFallback() == null
                                ? whatsappFallback
                                : change.whatsappFallback(),
                        change.smsFallback() == null ? smsFallback : change.smsFallback(),
                        change.notifyAhead() == null ? notifyAhead : change.notifyAhead());
        return chosen.denyPush(change.pushDenied(), now);
    }

    /** What to change; {@code null} leaves a preference as it is. */
    record Change(
            boolean pushDenied,
            @Nullable Boolean whatsappFallback,
            @Nullable Boolean smsFallback,
            @Nullable Integer notifyAhead) {}
}
