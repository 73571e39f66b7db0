package dev.nextup.dispatch.webpush.crypto;

/**
 * The symmetric half of what a message is made with, whoever computes it. Any number of threads.
 */
interface Primitives {

    /**
     * HMAC with SHA-256: 32 octets.
     *
     * @param key at least one octet
     */
    byte[] hmacSha256(byte[] key, byte[] message);

    /**
     * AES-128-GCM. Writes the record encrypted and its tag of 16 octets.
     *
     * @param offset where in {@code out} they begin
     */
    void seal(byte[] key, byte[] nonce, byte[] record, byte[] out, int offset);
}
