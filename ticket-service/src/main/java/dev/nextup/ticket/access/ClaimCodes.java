package dev.nextup.ticket.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the codes by which tickets come onto a device: 256 bits, of which the database keeps a hash
 * only. A code is not random itself, but a MAC of the ticket and a random seed, with a key made of
 * the signing key that all replicas share. So an answer can be repeated from its seed, and whoever
 * reads the database, seeds included, cannot make a code.
 */
@ApplicationScoped
public class ClaimCodes {

    private static final String MAC = "HmacSHA256";

    /** Keeps this use of the key apart from every other. */
    private static final String PURPOSE = "nextup ticket claim";

    private final SigningKeys keys;
    private final String address;

    ClaimCodes(SigningKeys keys, PublicUrlConfig config) {
        this.keys = keys;
        this.address = config.url().toString().replaceAll("/+$", "") + "/?claim=";
    }

    /** For a new code; an earlier one of the ticket has another. */
    public Seed newSeed() {
        return new Seed(keys.keyId(), RandomSecret.next());
    }

    /**
     * The link that claims the ticket; a secret, as the code in it.
     *
     * @throws IllegalStateException when the key of the seed has left the key ring
     */
    public String url(UUID ticketId, Seed seed) {
        return address + code(ticketId, seed);
    }

    /** As {@link #hash} of the code in {@link #url}. */
    public String hash(UUID ticketId, Seed seed) {
        return hash(code(ticketId, seed));
    }

    /** What is stored of a code. */
    public static String hash(String code) {
        return RandomSecret.hash(code);
    }

    private String code(UUID ticketId, Seed seed) {
        byte[] key = mac(keys.privateKey(seed.keyId()).getS().toByteArray(), PURPOSE);
        byte[] code = mac(key, ticketId + "\n" + seed.nonce());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
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

    /**
     * What a code is made of, besides its ticket and the key itself. No secret.
     *
     * @param keyId which signing key
     * @param nonce random, so that each code of a ticket differs
     */
    public record Seed(String keyId, String nonce) {}
}
