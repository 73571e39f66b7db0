package dev.nextup.subscription.vapid;

/**
 * An application server key, public half.
 *
 * @param publicKey uncompressed P-256 point, base64url without padding: what a browser's {@code
 *     applicationServerKey} takes
 * @param keyId send it along when subscribing, so that we sign with the same key
 */
public record VapidKey(String publicKey, String keyId) {}
