package dev.nextup.ticket.access;

/**
 * What a derived secret is made of, besides what it is for and the key itself. No secret.
 *
 * @param keyId which signing key
 * @param nonce random, so that each secret for one thing differs
 */
public record Seed(String keyId, String nonce) {}
