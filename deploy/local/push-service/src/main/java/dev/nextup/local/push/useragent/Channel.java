package dev.nextup.local.push.useragent;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One push subscription of a browser.
 *
 * @param id the browser's own name of it
 * @param token under which senders reach it
 * @param applicationServerKey the only key that may send, 65 octets; null if anybody may
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of octets, compared with Arrays.equals.
record Channel(UUID id, String token, byte @Nullable [] applicationServerKey) {

    /** Tokens must not reach a log by accident. */
    @Override
    public String toString() {
        return "Channel";
    }
}
