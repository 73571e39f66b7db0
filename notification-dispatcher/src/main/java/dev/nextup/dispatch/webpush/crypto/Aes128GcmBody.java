package dev.nextup.dispatch.webpush.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A body in the content coding aes128gcm (RFC 8188) that has one record. */
final class Aes128GcmBody {

    static final int RECORD_SIZE = 4_096;
    static final int TAG_OCTETS = 16;

    private static final byte LAST_RECORD = 0x02;
    private static final int KEY_OCTETS = 16;
    private static final int NONCE_OCTETS = 12;
    private static final int HEADER_OCTETS = OneTimeSecrets.SALT_OCTETS + Integer.BYTES + 1;

    /** The infos of RFC 8188 section 2.2 and 2.3, each with the number of its only block. */
    private static final byte[] KEY_INFO = "Content-Encoding: aes128gcm\0\1".getBytes(US_ASCII);

    private static final byte[] NONCE_INFO = "Content-Encoding: nonce\0\1".getBytes(US_ASCII);

    private Aes128GcmBody() {}

    /**
     * @param inputKey the input keying material
     * @param paddedLength octets of plaintext and padding together
     */
    static byte[] seal(
            Primitives primitives,
            byte[] inputKey,
            byte[] salt,
            byte[] keyId,
            byte[] plaintext,
            int paddedLength) {
        int header = HEADER_OCTETS + keyId.length;
        byte[] body = new byte[header + paddedLength + 1 + TAG_OCTETS];
        ByteBuffer.wrap(body).put(salt).putInt(RECORD_SIZE).put((byte) keyId.length).put(keyId);

        byte[] record = new byte[paddedLength + 1];
        System.arraycopy(plaintext, 0, record, 0, plaintext.length);
        record[plaintext.length] = LAST_RECORD;

        // HKDF (RFC 5869), of which one block is enough.
        byte[] prk = primitives.hmacSha256(salt, inputKey);
        byte[] key = Arrays.copyOf(primitives.hmacSha256(prk, KEY_INFO), KEY_OCTETS);
        byte[] nonce = Arrays.copyOf(primitives.hmacSha256(prk, NONCE_INFO), NONCE_OCTETS);
        primitives.seal(key, nonce, record, body, header);
        return body;
    }
}
