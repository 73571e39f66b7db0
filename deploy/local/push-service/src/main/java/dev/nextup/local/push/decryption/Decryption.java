package dev.nextup.local.push.decryption;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nextup.local.push.p256.P256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Opens a message as a browser does (RFC 8291, 3.4 and 4). */
public final class Decryption {

    private static final int KEY_OCTETS = 16;
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;
    private static final byte LAST_RECORD = 0x02;

    private Decryption() {}

    /**
     * The plaintext, without its padding.
     *
     * @throws DecryptionException if a browser with these keys would discard the message
     */
    public static byte[] open(CodedBody body, ReceiverKeys keys) throws DecryptionException {
        byte[] record = body.records();
        if (record.length > body.recordSize()) {
            throw new DecryptionException("The body has more than one record (RFC 8291, 4).");
        }
        byte[] keyingMaterial = inputKeyingMaterial(body.keyId(), keys);
        byte[] key = expand(body, keyingMaterial, "Content-Encoding: aes128gcm\0", KEY_OCTETS);
        byte[] nonce = expand(body, keyingMaterial, "Content-Encoding: nonce\0", NONCE_OCTETS);
        return withoutPadding(unseal(key, nonce, record));
    }

    private static byte[] inputKeyingMaterial(byte[] senderPublic, ReceiverKeys keys)
            throws DecryptionException {
        byte[] label = "WebPush: info\0".getBytes(US_ASCII);
        byte[] info =
                ByteBuffer.allocate(label.length + keys.p256dh().length + senderPublic.length)
                        .put(label)
                        .put(keys.p256dh())
                        .put(senderPublic)
                        .array();
        try {
            byte[] secret =
                    P256.sharedSecret(
                            P256.privateKey(keys.privateScalar()), P256.publicKey(senderPublic));
            return Hkdf.derive(keys.auth(), secret, info, 32);
        } catch (InvalidKeyException e) {
            throw new DecryptionException("The sender's key is no P-256 key.", e);
        }
    }

    private static byte[] expand(CodedBody body, byte[] keyingMaterial, String info, int octets) {
        return Hkdf.derive(body.salt(), keyingMaterial, info.getBytes(US_ASCII), octets);
    }

    /** The nonce is used as derived: the only record has sequence number 0. */
    private static byte[] unseal(byte[] key, byte[] nonce, byte[] record)
            throws DecryptionException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(record);
        } catch (GeneralSecurityException e) {
            throw new DecryptionException(
                    "The record does not authenticate: encrypted for other keys, or damaged.", e);
        }
    }

    /** The last record ends in 0x02 and any number of zeros (RFC 8188, 2). */
    private static byte[] withoutPadding(byte[] padded) throws DecryptionException {
        int end = padded.length - 1;
        while (end >= 0 && padded[end] == 0) {
            end--;
        }
        if (end < 0 || padded[end] != LAST_RECORD) {
            throw new DecryptionException(
                    "The record does not end in the delimiter 0x02 of a last record.");
        }
        return Arrays.copyOf(padded, end);
    }
}
