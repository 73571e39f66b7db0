package dev.nextup.subscription.contact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.lang.JoseException;

/** Reads the key ring; what is wrong with it is said without quoting it. */
final class PhoneKeys {

    private static final int KEY_OCTETS = 32;

    private PhoneKeys() {}

    /** Keys by id, the newest first. */
    static Map<String, SecretKey> read(Path file) {
        Map<String, SecretKey> ring = new LinkedHashMap<>();
        for (JsonWebKey key : keys(file).getJsonWebKeys()) {
            if (!(key instanceof OctetSequenceJsonWebKey octets)
                    || key.getKeyId() == null
                    || octets.getOctetSequence().length != KEY_OCTETS) {
                throw unusable(file, "every key needs kty oct, kid, and k of 32 octets");
            }
            SecretKey secret = new SecretKeySpec(octets.getOctetSequence(), "AES");
            if (ring.put(key.getKeyId(), secret) != null) {
                throw unusable(file, "two keys have the same kid");
            }
        }
        if (ring.isEmpty()) {
            throw unusable(file, "it holds no key");
        }
        return ring;
    }

    private static JsonWebKeySet keys(Path file) {
        try {
            return new JsonWebKeySet(Files.readString(file));
        } catch (IOException | JoseException e) {
            throw unusable(file, "it is no readable JSON Web Key Set");
        }
    }

    private static IllegalStateException unusable(Path file, String why) {
        return new IllegalStateException(
                "NEXTUP_PHONE_KEY_FILE " + file + " is not usable: " + why);
    }
}
