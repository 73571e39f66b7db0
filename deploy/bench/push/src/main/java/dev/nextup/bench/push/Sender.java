package dev.nextup.bench.push;

import dev.nextup.local.push.p256.P256;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * Who sends: a VAPID key pair, as each library wants it.
 *
 * @param point 65 octets, uncompressed
 * @param scalar 32 octets
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of octets, never compared.
record Sender(byte[] point, byte[] scalar) {

    static final String SUBJECT = "mailto:operator@demo.test";
    static final String KEY_ID = "bench";

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final int COORDINATE = 32;

    static Sender create() {
        KeyPair pair = P256.newKeyPair();
        return new Sender(
                P256.octets((ECPublicKey) pair.getPublic()),
                P256.octets((ECPrivateKey) pair.getPrivate()));
    }

    String publicKey() {
        return BASE64URL.encodeToString(point);
    }

    String privateKey() {
        return BASE64URL.encodeToString(scalar);
    }

    /** A JSON Web Key Set (RFC 7517) with this key alone. */
    String keySet() {
        return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\",\"d\":\"%s\"}]}"
                .formatted(KEY_ID, coordinate(1), coordinate(1 + COORDINATE), privateKey());
    }

    private String coordinate(int from) {
        return BASE64URL.encodeToString(Arrays.copyOfRange(point, from, from + COORDINATE));
    }
}
