package dev.nextup.local.push.decryption;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A body in the content coding {@code aes128gcm} (RFC 8188, 2.1) as Web Push uses it: salt (16),
 * record size (4, big endian), key id length (1), key id, and one record. Split only: what the
 * parts must be is the push resource's to judge.
 */
public final class CodedBody {

    /** Salt, record size and key id length. */
    public static final int FIXED_HEADER_OCTETS = 21;

    private static final int SALT_OCTETS = 16;

    private final byte[] octets;

    /**
     * @param octets at least {@link #FIXED_HEADER_OCTETS} and as much key id as they announce
     * @throws IllegalArgumentException if they are fewer
     */
    public CodedBody(byte[] octets) {
        this.octets = octets.clone();
        if (octets.length < FIXED_HEADER_OCTETS
                || octets.length < FIXED_HEADER_OCTETS + keyIdLength()) {
            throw new IllegalArgumentException("shorter than its header");
        }
    }

    /** All of it, as it came. */
    public byte[] octets() {
        return octets.clone();
    }

    /** The record size, unsigned. */
    public long recordSize() {
        return Integer.toUnsignedLong(ByteBuffer.wrap(octets).getInt(SALT_OCTETS));
    }

    /** The key id: in Web Push the sender's ephemeral public key. */
    public byte[] keyId() {
        return Arrays.copyOfRange(octets, FIXED_HEADER_OCTETS, FIXED_HEADER_OCTETS + keyIdLength());
    }

    /** Everything after the header. */
    public byte[] records() {
        return Arrays.copyOfRange(octets, FIXED_HEADER_OCTETS + keyIdLength(), octets.length);
    }

    byte[] salt() {
        return Arrays.copyOf(octets, SALT_OCTETS);
    }

    private int keyIdLength() {
        return Byte.toUnsignedInt(octets[FIXED_HEADER_OCTETS - 1]);
    }
}
