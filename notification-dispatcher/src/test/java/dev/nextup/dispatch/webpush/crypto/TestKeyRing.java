package dev.nextup.dispatch.webpush.crypto;

import org.jose4j.lang.JoseException;

/** Key rings for tests elsewhere. */
public final class TestKeyRing {

    private TestKeyRing() {}

    /** A new ring of one key. */
    public static VapidKeyRing of(String keyId) {
        try {
            return VapidKeyRing.parse(VapidKeys.json(VapidKeys.jwk(keyId)));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
