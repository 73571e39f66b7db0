package dev.nextup.dispatch.origin;

import org.jspecify.annotations.Nullable;

/**
 * What happened before an attempt.
 *
 * @param proven whether the push service has accepted a message for this subscription, which also
 *     shows that its key is ours
 * @param lastError what the delivery's attempt before came to
 */
public record Past(boolean proven, @Nullable String lastError) {

    public static final Past NONE = new Past(false, null);
}
