package dev.nextup.dispatch.webpush.crypto;

/**
 * Encrypts one message for one browser (RFC 8291). Safe for use by many threads at once; the work
 * is all CPU, about a third of a millisecond, and never blocks.
 */
public interface ContentEncoder {

    /**
     * The most octets of plaintext: with 86 of header, a delimiter and a tag of 16 the body is the
     * 4096 that every push service must take (RFC 8030 section 7.2).
     */
    int MAX_PLAINTEXT = 3_993;

    /** What the request's {@code Content-Encoding} has to say. */
    String CONTENT_ENCODING = "aes128gcm";

    /**
     * Every call takes a new key pair and a new salt: encoding twice gives two different bodies.
     *
     * @param plaintext 0 to {@value #MAX_PLAINTEXT} octets
     * @return the body of the request, at most 4096 octets: one record with its header
     * @throws IllegalArgumentException if the plaintext is longer
     */
    byte[] encode(byte[] plaintext, SubscriptionKeys keys);

    /** Which implementation this is, for a log line and a metric's tag. */
    String name();
}
