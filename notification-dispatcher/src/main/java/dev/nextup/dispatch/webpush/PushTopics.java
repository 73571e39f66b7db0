package dev.nextup.dispatch.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names what a message is about without telling it: HMAC-SHA256 under a key only we know, cut to 24
 * octets, which are exactly the 32 characters a topic may have. The same subject has the same topic
 * on every replica that holds the key, so a repeat collapses; without the key nobody can try ticket
 * ids.
 */
public final class PushTopics {

    static final int MIN_KEY_OCTETS = 32;
    private static final int HASH_OCTETS = 24;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @param key at least {@value #MIN_KEY_OCTETS} random octets; copied
     * @throws IllegalArgumentException if it is shorter
     */
    public PushTopics(byte[] key) {
        if (key.length < MIN_KEY_OCTETS) {
            throw new IllegalArgumentException("the key of topics is too short");
        }
        this.key = new SecretKeySpec(key, HMAC);
    }

    /**
     * @param subject what later messages shall replace, for example a ticket's id
     */
    public PushTopic of(String subject) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] hash = Arrays.copyOf(mac.doFinal(subject.getBytes(UTF_8)), HASH_OCTETS);
            return new PushTopic(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
