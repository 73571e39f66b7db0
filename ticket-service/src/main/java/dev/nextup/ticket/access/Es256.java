package dev.nextup.ticket.access;

import java.security.interfaces.ECPrivateKey;

/** ECDSA with P-256 and SHA-256 by one private key, as RFC 7518 section 3.4 has it. */
interface Es256 {

    /** For the log. */
    String name();

    /**
     * @return 64 octets: both numbers one after the other. May be called by several threads at once
     */
    byte[] sign(byte[] content);

    /** By native code where that works on this machine. */
    static Es256 of(ECPrivateKey key) {
        BouncyCastleEs256 java = new BouncyCastleEs256(key);
        return CorrettoEs256.tested(key, java).<Es256>map(corretto -> corretto).orElse(java);
    }
}
