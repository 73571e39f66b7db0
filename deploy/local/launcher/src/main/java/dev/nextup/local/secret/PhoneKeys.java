package dev.nextup.local.secret;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** What phone numbers are encrypted with: a JWK Set (RFC 7517) with one key of 32 octets. */
public final class PhoneKeys {

    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 12;

    private PhoneKeys() {}

    /** The key file among {@code secrets}, made when it is missing. */
    public static Path file(SecretFiles secrets) {
        return secrets.file("phone-keys.json", PhoneKeys::newKeySet);
    }

    private static String newKeySet() {
        return """
        {"keys":[{"kty":"oct","k":"%s","kid":"%s","alg":"A256GCM"}]}
        """
                .formatted(random(KEY_BYTES), random(ID_BYTES));
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
