package dev.nextup.subscription.contact;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a random nonce per number. The ticket is associated data: a row moved to another
 * ticket does not open.
 */
final class PhoneCipher {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";
    private static final byte[] COUNTING = "nextup phone counting".getBytes(US_ASCII);

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> ring;
    private final String newest;
    private final SecretKey countingKey;

    /**
     * @param ring by id, the newest first; not empty
     */
    PhoneCipher(Map<String, SecretKey> ring) {
        this.ring = ring;
        this.newest = ring.keySet().iterator().next();
        byte[] secret = mac(ring.values().iterator().next().getEncoded(), COUNTING);
        this.countingKey = new SecretKeySpec(secret, HMAC);
    }

    /** With the newest key. */
    Sealed seal(UUID ticketId, PhoneNumber number) {
        return seal(ticketId, number.e164());
    }

    private Sealed seal(UUID ticketId, String e164) {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, newest, nonce, ticketId);
            byte[] text = cipher.doFinal(e164.getBytes(US_ASCII));
            ByteBuffer all = ByteBuffer.allocate(NONCE_OCTETS + text.length).put(nonce).put(text);
            return new Sealed(newest, all.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + TRANSFORMATION, e);
        }
    }

    /**
     * E.164; empty if its key is not in the ring any more, or it was not sealed for this ticket.
     */
    Optional<String> open(UUID ticketId, Sealed sealed) {
        if (!ring.containsKey(sealed.keyId()) || sealed.octets().length <= NONCE_OCTETS) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(sealed.octets(), NONCE_OCTETS);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, sealed.keyId(), nonce, ticketId);
            int length = sealed.octets().length - NONCE_OCTETS;
            byte[] text = cipher.doFinal(sealed.octets(), NONCE_OCTETS, length);
            return Optional.of(new String(text, US_ASCII));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** The same with the newest key. */
    Optional<Sealed> reseal(UUID ticketId, Sealed sealed) {
        return open(ticketId, sealed).map(e164 -> seal(ticketId, e164));
    }

    /** Ids of the keys that still open and no longer seal. */
    Set<String> older() {
        Set<String> older = new HashSet<>(ring.keySet());
        older.remove(newest);
        return older;
    }

    /** Names a number in the counts of a day. Nobody without the key can tell whose it is. */
    String fingerprint(PhoneNumber number) {
        byte[] digest = mac(countingKey.getEncoded(), number.e164().getBytes(US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce, UUID ticketId)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, ring.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ticketId.toString().getBytes(US_ASCII));
        return cipher;
    }

    private static byte[] mac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    /**
     * @param keyId of the key it was sealed with
     * @param octets nonce, text and tag
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared: a carrier to and from one row
    record Sealed(String keyId, byte[] octets) {}
}
