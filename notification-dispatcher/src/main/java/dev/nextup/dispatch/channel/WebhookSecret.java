package dev.nextup.dispatch.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs and verifies after the <a href="https://www.standardwebhooks.com/">Standard Webhooks</a>
 * scheme: HMAC-SHA256 over {@code id.timestamp.body}, as {@code v1,<base64>}.
 */
final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final String HMAC = "HmacSHA256";
    private static final int SHORTEST_OCTETS = 24;
    private static final int LONGEST_OCTETS = 64;

    /** How far the clocks of two honest parties may differ; older ones are repeats. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final SecretKeySpec key;

    /**
     * @param text base64 of 24 to 64 octets, with or without {@code whsec_} before it
     * @throws IllegalArgumentException if it is not; the message does not quote it
     */
    WebhookSecret(String text) {
        String base64 = text.strip();
        byte[] octets =
                octets(base64.startsWith(PREFIX) ? base64.substring(PREFIX.length()) : base64);
        if (octets.length < SHORTEST_OCTETS || octets.length > LONGEST_OCTETS) {
            throw new IllegalArgumentException("it needs base64 of 24 to 64 octets");
        }
        key = new SecretKeySpec(octets, HMAC);
    }

    /** The value of {@code webhook-signature}. */
    String sign(String id, Instant at, String body) {
        return VERSION + signature(id, Long.toString(at.getEpochSecond()), body);
    }

    /**
     * In constant time.
     *
     * @param signatures as in {@code webhook-signature}: several, separated by spaces, while a
     *     secret is replaced
     */
    boolean verifies(
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures,
            String body,
            Instant now) {
        if (id == null || timestamp == null || signatures == null || !isNow(timestamp, now)) {
            return false;
        }
        byte[] expected = (VERSION + signature(id, timestamp, body)).getBytes(UTF_8);
        return Arrays.stream(signatures.split(" ", -1))
                .map(given -> MessageDigest.isEqual(expected, given.getBytes(UTF_8)))
                .reduce(false, Boolean::logicalOr);
    }

    private static boolean isNow(String timestamp, Instant now) {
        if (!timestamp.matches("\\d{1,12}")) {
            return false;
        }
        Duration distance =
                Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now).abs();
        return distance.compareTo(TOLERANCE) <= 0;
    }

    private String signature(String id, String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] hash = mac.doFinal((id + "." + timestamp + "." + body).getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    private static byte[] octets(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
