package dev.nextup.subscription.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One of 256 marks of a client's network. Enough to tell that many subscriptions come from more
 * than one; each mark is shared by sixteen million IPv4 addresses, so that it names nobody.
 */
record NetworkMark(short value) {

    private static final int OCTET = 0xff;

    /**
     * @param client an address as limits count it
     */
    static NetworkMark of(String client) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(client.getBytes(UTF_8));
            return new NetworkMark((short) (digest[0] & OCTET));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
