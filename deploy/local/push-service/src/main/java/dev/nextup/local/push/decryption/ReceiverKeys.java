package dev.nextup.local.push.decryption;

import dev.nextup.local.push.p256.P256;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;

/**
 * What a user agent keeps of its subscription (RFC 8291, 2): its key pair and the authentication
 * secret.
 *
 * @param privateScalar 32 octets
 * @param p256dh the public key, 65 octets
 * @param auth the authentication secret, 16 octets
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of octets, never compared.
public record ReceiverKeys(byte[] privateScalar, byte[] p256dh, byte[] auth) {

    private static final int AUTH_OCTETS = 16;

    /** New keys for a new subscription. */
    public static ReceiverKeys generate(SecureRandom random) {
        KeyPair pair = P256.newKeyPair();
        byte[] auth = new byte[AUTH_OCTETS];
        random.nextBytes(auth);
        return new ReceiverKeys(
                P256.octets((ECPrivateKey) pair.getPrivate()),
                P256.octets((ECPublicKey) pair.getPublic()),
                auth);
    }

    /** Keys must not reach a log by accident. */
    @Override
    public String toString() {
        return "ReceiverKeys";
    }
}
