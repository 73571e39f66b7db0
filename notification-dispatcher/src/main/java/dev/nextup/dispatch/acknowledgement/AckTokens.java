package dev.nextup.dispatch.acknowledgement;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and reads what comes with each message, so that its device can say what became of it: 37
 * octets, which are version, expiry, delivery and 16 octets of HMAC-SHA256 over them. As base64url
 * it is 50 characters of a message that has few to spare. It proves that somebody had the message,
 * and is good for nothing else.
 */
public final class AckTokens {

    static final int MIN_KEY_OCTETS = 32;

    /** From what the notification tells of: who finds it the next day may still open it. */
    static final Duration LIFE = Duration.ofDays(2);

    private static final byte[] PURPOSE = "nextup acknowledgements".getBytes(UTF_8);
    private static final String HMAC = "HmacSHA256";
    private static final byte VERSION = 1;
    private static final int SIGNED = 1 + Integer.BYTES + 2 * Long.BYTES;
    private static final int MAC_OCTETS = 16;

    private final SecretKeySpec key;

    /**
     * @param secret at least {@value #MIN_KEY_OCTETS} random octets, which may serve other purposes
     *     too; not kept
     * @throws IllegalArgumentException if it is shorter
     */
    public AckTokens(byte[] secret) {
        if (secret.length < MIN_KEY_OCTETS) {
            throw new IllegalArgumentException(
                    "it needs at least " + MIN_KEY_OCTETS + " random octets");
        }
        key = new SecretKeySpec(mac(new SecretKeySpec(secret, HMAC), PURPOSE), HMAC);
    }

    /**
     * @param at when that happened which the notification tells of
     */
    public String token(UUID deliveryId, Instant at) {
        ByteBuffer signed = ByteBuffer.allocate(SIGNED + MAC_OCTETS);
        signed.put(VERSION)
                .putInt((int) at.plus(LIFE).getEpochSecond())
                .putLong(deliveryId.getMostSignificantBits())
                .putLong(deliveryId.getLeastSignificantBits());
        signed.put(signature(Arrays.copyOf(signed.array(), SIGNED)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.array());
    }

    /** The delivery, empty if the token is forged, of another form, or expired. */
    Optional<UUID> deliveryOf(String token, Instant now) {
        byte[] octets = octets(token);
        if (octets.length != SIGNED + MAC_OCTETS) {
            return Optional.empty();
        }
        byte[] given = Arrays.copyOfRange(octets, SIGNED, octets.length);
        // In constant time; whether the rest makes sense is looked at only after this.
        if (!MessageDigest.isEqual(signature(Arrays.copyOf(octets, SIGNED)), given)) {
            return Optional.empty();
        }
        ByteBuffer content = ByteBuffer.wrap(octets);
        byte version = content.get();
        long expiry = Integer.toUnsignedLong(content.getInt());
        return version == VERSION && now.getEpochSecond() < expiry
                ? Optional.of(new UUID(content.getLong(), content.getLong()))
                : Optional.empty();
    }

    private byte[] signature(byte[] content) {
        return Arrays.copyOf(mac(key, content), MAC_OCTETS);
    }

    private static byte[] octets(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] mac(SecretKeySpec key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
