package dev.nextup.local.push.sender;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nextup.local.push.p256.P256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The sender's half of RFC 8291, with every part open to be made wrong. Each method changes one and
 * answers this.
 */
public final class Encoder {

    private KeyPair ephemeral = P256.newKeyPair();
    private byte[] salt = new byte[16];
    private long recordSize = 4096;
    private byte[] delimiterAndPadding = {2};

    public Encoder() {
        new SecureRandom().nextBytes(salt);
    }

    public Encoder ephemeral(KeyPair pair) {
        ephemeral = pair;
        return this;
    }

    public Encoder salt(byte[] octets) {
        salt = octets.clone();
        return this;
    }

    public Encoder recordSize(long size) {
        recordSize = size;
        return this;
    }

    public Encoder delimiterAndPadding(int... octets) {
        delimiterAndPadding = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            delimiterAndPadding[i] = (byte) octets[i];
        }
        return this;
    }

    /** The body for a browser with this public key and authentication secret. */
    public byte[] encode(byte[] plaintext, byte[] p256dh, byte[] auth) {
        try {
            byte[] sender = P256.octets((ECPublicKey) ephemeral.getPublic());
            byte[] shared =
                    P256.sharedSecret(
                            (ECPrivateKey) ephemeral.getPrivate(), P256.publicKey(p256dh));
            byte[] info = concat("WebPush: info\0".getBytes(US_ASCII), p256dh, sender);
            byte[] keying = hkdf(auth, shared, info, 32);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(derive(keying, "Content-Encoding: aes128gcm\0", 16), "AES"),
                    new GCMParameterSpec(128, derive(keying, "Content-Encoding: nonce\0", 12)));
            byte[] record = cipher.doFinal(concat(plaintext, delimiterAndPadding));
            byte[] size = ByteBuffer.allocate(4).putInt((int) recordSize).array();
            return concat(salt, size, new byte[] {65}, sender, record);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] derive(byte[] keying, String info, int octets) throws GeneralSecurityException {
        return hkdf(salt, keying, info.getBytes(US_ASCII), octets);
    }

    private static byte[] hkdf(byte[] salt, byte[] input, byte[] info, int octets)
            throws GeneralSecurityException {
        byte[] extracted = hmac(salt, input);
        return Arrays.copyOf(hmac(extracted, concat(info, new byte[] {1})), octets);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
