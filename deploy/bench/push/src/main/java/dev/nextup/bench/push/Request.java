package dev.nextup.bench.push;

/**
 * What a push service would get.
 *
 * @param body in the content coding aes128gcm
 * @param authorization the value of the header
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of octets, never compared.
record Request(byte[] body, String authorization) {}
