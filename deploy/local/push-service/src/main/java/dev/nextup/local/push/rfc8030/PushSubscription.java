package dev.nextup.local.push.rfc8030;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One push resource. */
final class PushSubscription {

    private final byte @Nullable [] applicationServerKey;
    private final Receiver receiver;

    /**
     * @param applicationServerKey the only key that may send, 65 octets; null if anybody may (RFC
     *     8292, 4)
     */
    PushSubscription(byte @Nullable [] applicationServerKey, Receiver receiver) {
        this.applicationServerKey = applicationServerKey;
        this.receiver = receiver;
    }

    boolean isRestricted() {
        return applicationServerKey != null;
    }

    boolean admits(byte[] key) {
        return applicationServerKey == null || Arrays.equals(applicationServerKey, key);
    }

    Receiver receiver() {
        return receiver;
    }
}
