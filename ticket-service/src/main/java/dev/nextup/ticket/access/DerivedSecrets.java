package dev.nextup.ticket.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets of 256 bits that are handed out once and that a retried command can hand out again,
 * although the database keeps no more than a hash. Such a secret is not random itself, but a MAC of
 * what it is for and a random seed, with a key made of the signing key that all replicas share. So
 * an answer can be repeated from its seed, and whoever reads the database, seeds included, cannot
 * make the secret.
 */
@ApplicationScoped
class DerivedSecrets {

    private static final String MAC = "HmacSHA256";

    private final SigningKeys keys;

    DerivedSecrets(SigningKeys keys) {
        this.keys = keys;
    }

    /** For a new secret; an earlier one for the same thing has another. */
    Seed newSeed() {
        return new Seed(keys.keyId(), RandomSecret.next());
    }

    /**
     * 43 characters, base64url.
     *
     * @param purpose keeps this use of the key apart from every other
     * @param id of what the secret is for
     * @throws IllegalStateException when the key of the seed has left the key ring
     */
    String secret(String purpose, UUID id, Seed seed) {
        byte[] key = mac(keys.privateKey(seed.keyId()).getS().toByteArray(), purpose);
        byte[] secret = mac(key, id + "\n" + seed.nonce());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
