package dev.nextup.ticket.join;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The code that proves that somebody stands in front of the screen which shows it. A new one every
 * five minutes, derived from the service's secret and the time, so that all replicas agree and none
 * is stored. The one before is good for five minutes more: people need time to type.
 */
public final class JoinCode {

    static final Duration LIFE = Duration.ofMinutes(5);

    /** 40 bits: at a thousand guesses a second, one is right after seventeen years. */
    private static final int LETTERS = 8;

    private static final int BITS_PER_LETTER = 5;

    /** Crockford's base 32: nothing in it looks like something else in it. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    public JoinCode(byte[] secret) {
        this.secret = secret.clone();
    }

    String at(Instant now) {
        return ofWindow(window(now));
    }

    /** When a new one takes its place on the screen. */
    static Instant nextAfter(Instant now) {
        return Instant.ofEpochSecond((window(now) + 1) * LIFE.toSeconds());
    }

    /** In a time that tells nothing of how much of it is right. */
    public boolean accepts(String typed, Instant now) {
        byte[] given = usual(typed).getBytes(StandardCharsets.UTF_8);
        boolean current = MessageDigest.isEqual(given, octets(window(now)));
        boolean previous = MessageDigest.isEqual(given, octets(window(now) - 1));
        return current || previous;
    }

    /** As people type it: small letters, groups, and letters that stand for digits. */
    private static String usual(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    private byte[] octets(long window) {
        return ofWindow(window).getBytes(StandardCharsets.UTF_8);
    }

    private String ofWindow(long window) {
        long bits = ByteBuffer.wrap(hmac(window)).getLong();
        StringBuilder code = new StringBuilder(LETTERS);
        for (int i = 0; i < LETTERS; i++) {
            code.append(ALPHABET.charAt((int) (bits >>> (64 - BITS_PER_LETTER))));
            bits <<= BITS_PER_LETTER;
        }
        return code.toString();
    }

    private byte[] hmac(long window) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(window).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static long window(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), LIFE.toSeconds());
    }
}
