package dev.nextup.dispatch.webpush.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** A body in the content coding aes128gcm (RFC 8188) that has one record. */
final class Aes128GcmBody {

    static final int RECORD_SIZE = 4_096;

    private static final byte LAST_RECORD = 0x02;
    private static final int TAG_OCTETS = 16;
    private static final int KEY_OCTETS = 16;
    private static final int NONCE_OCTETS = 12;
    private static final int HEADER_OCTETS = OneTimeSecrets.SALT_OCTETS + Integer.BYTES + 1;
    private static final byte[] KEY_INFO = "Content-Encoding: aes128gcm\0".getBytes(US_ASCII);
    private static final byte[] NONCE_INFO = "Content-Encoding: nonce\0".getBytes(US_ASCII);

    private Aes128GcmBody() {}

    /**
     * @param inputKey the input keying material
     * @param paddedLength octets of plaintext and padding together
     */
    static byte[] seal(
            byte[] inputKey, byte[] salt, byte[] keyId, byte[] plaintext, int paddedLength) {
        int header = HEADER_OCTETS + keyId.length;
        byte[] body = new byte[header + paddedLength + 1 + TAG_OCTETS];
        ByteBuffer.wrap(body).put(salt).putInt(RECORD_SIZE).put((byte) keyId.length).put(keyId);

        byte[] record = new byte[paddedLength + 1];
        System.arraycopy(plaintext, 0, record, 0, plaintext.length);
        record[plaintext.length] = LAST_RECORD;
        encrypt(record, cipher(inputKey, salt), body, header);
        return body;
    }

    private static GCMModeCipher cipher(byte[] inputKey, byte[] salt) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
        byte[] prk = hkdf.extractPRK(salt, inputKey);
        KeyParameter key = new KeyParameter(expand(hkdf, prk, KEY_INFO, KEY_OCTETS));
        byte[] nonce = expand(hkdf, prk, NONCE_INFO, NONCE_OCTETS);
        GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(true, new AEADParameters(key, TAG_OCTETS * Byte.SIZE, nonce));
        return cipher;
    }

    private static byte[] expand(HKDFBytesGenerator hkdf, byte[] prk, byte[] info, int octets) {
        hkdf.init(HKDFParameters.skipExtractParameters(prk, info));
        byte[] out = new byte[octets];
        hkdf.generateBytes(out, 0, octets);
        return out;
    }

    private static void encrypt(byte[] record, GCMModeCipher cipher, byte[] out, int offset) {
        try {
            int done = cipher.processBytes(record, 0, record.length, out, offset);
            cipher.doFinal(out, offset + done);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("encrypting checks no tag", e);
        }
    }
}
