package dev.nextup.dispatch.webpush.crypto;

import java.util.Base64;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * What a browser gave us to encrypt for it: {@code p256dh} and {@code auth}. Valid once built, so
 * no encoder checks again. Equal to itself only; never printed.
 */
public final class SubscriptionKeys {

    static final int AUTH_OCTETS = 16;

    private final ECPublicKeyParameters publicKey;
    private final byte[] p256dh;
    private final byte[] auth;

    /**
     * @param p256dh the browser's public key: 65 octets, uncompressed, on P-256; copied
     * @param auth the authentication secret: 16 octets; copied
     * @throws IllegalArgumentException if either is not; the message does not quote them
     */
    public SubscriptionKeys(byte[] p256dh, byte[] auth) {
        if (auth.length != AUTH_OCTETS) {
            throw new IllegalArgumentException("an authentication secret is 16 octets");
        }
        this.publicKey = new ECPublicKeyParameters(P256.point(p256dh), P256.CURVE);
        this.p256dh = p256dh.clone();
        this.auth = auth.clone();
    }

    /**
     * The keys as browsers write them.
     *
     * @param p256dh base64url, padded or not
     * @param auth base64url, padded or not
     * @throws IllegalArgumentException as the constructor does, and for another alphabet
     */
    public static SubscriptionKeys fromBase64Url(String p256dh, String auth) {
        return new SubscriptionKeys(decoded(p256dh), decoded(auth));
    }

    ECPublicKeyParameters publicKey() {
        return publicKey;
    }

    /** Not copied, for the speed of it: read only. */
    byte[] p256dh() {
        return p256dh;
    }

    /** Not copied, for the speed of it: read only. */
    byte[] auth() {
        return auth;
    }

    @Override
    public String toString() {
        return "SubscriptionKeys[…]";
    }

    /** Its exception has no cause: that of the decoder quotes the input. */
    private static byte[] decoded(String base64Url) {
        try {
            return Base64.getUrlDecoder().decode(base64Url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a key is not in base64url");
        }
    }
}
