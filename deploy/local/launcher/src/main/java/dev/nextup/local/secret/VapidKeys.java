package dev.nextup.local.secret;

import java.nio.file.Path;

/**
 * The application server keys of Web Push (RFC 8292): a JWK Set (RFC 7517) with one private P-256
 * key, newest first, in the form of the {@link JwtKeys}. Browsers' subscriptions hang on them: a
 * reset of the data ends all subscriptions.
 */
public final class VapidKeys {

    private VapidKeys() {}

    /** The key file among {@code secrets}, made when it is missing. */
    public static Path file(SecretFiles secrets) {
        return secrets.file("vapid-keys.json", JwtKeys::newKeySet);
    }
}
