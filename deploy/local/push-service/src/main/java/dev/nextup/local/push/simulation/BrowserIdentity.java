package dev.nextup.local.push.simulation;

import dev.nextup.local.push.decryption.ReceiverKeys;
import dev.nextup.local.push.rfc8030.PushSubscriptions;
import java.security.SecureRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated browser is, and all of it that survives a restart.
 *
 * @param id under which the test speaks to it
 * @param token under which senders reach it: not the id, since who may send may not read
 * @param applicationServerKey the only key that may send, 65 octets; null if anybody may
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of octets, never compared.
record BrowserIdentity(
        UUID id, String token, byte @Nullable [] applicationServerKey, ReceiverKeys keys) {

    static BrowserIdentity generate(byte @Nullable [] applicationServerKey, SecureRandom random) {
        return new BrowserIdentity(
                UUID.randomUUID(),
                PushSubscriptions.newToken(random),
                applicationServerKey,
                ReceiverKeys.generate(random));
    }

    /** Keys and tokens must not reach a log by accident. */
    @Override
    public String toString() {
        return "BrowserIdentity";
    }
}
