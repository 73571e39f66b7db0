package dev.nextup.local.push.decryption;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869), for results of at most one hash. */
final class Hkdf {

    private static final int HASH_OCTETS = 32;

    private Hkdf() {}

    /** Extract and expand in one. */
    static byte[] derive(byte[] salt, byte[] inputKeyingMaterial, byte[] info, int octets) {
        if (octets > HASH_OCTETS) {
            throw new IllegalArgumentException("more than one block: " + octets);
        }
        byte[] pseudoRandomKey = hmac(salt, inputKeyingMaterial);
        byte[] firstBlock = Arrays.copyOf(info, info.length + 1);
        firstBlock[info.length] = 1;
        return Arrays.copyOf(hmac(pseudoRandomKey, firstBlock), octets);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HMAC with SHA-256", e);
        }
    }
}
