package dev.nextup.dispatch.webpush.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** What sender and browser alone can know (RFC 8291 section 3.3 and 3.4). */
final class InputKey {

    private static final byte[] INFO = "WebPush: info\0".getBytes(US_ASCII);

    /** HKDF's number of the only block. */
    private static final byte ONLY_BLOCK = 1;

    private InputKey() {}

    /**
     * Both public keys and the authentication secret go into it.
     *
     * @param shared the x coordinate of both keys' common point
     * @param ours the sender's public key, 65 octets
     */
    static byte[] of(Primitives primitives, byte[] shared, SubscriptionKeys keys, byte[] ours) {
        byte[] theirs = keys.p256dh();
        ByteBuffer info = ByteBuffer.allocate(INFO.length + theirs.length + ours.length + 1);
        info.put(INFO).put(theirs).put(ours).put(ONLY_BLOCK);
        byte[] prk = primitives.hmacSha256(keys.auth(), shared);
        return primitives.hmacSha256(prk, info.array());
    }
}
