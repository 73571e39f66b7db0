package dev.nextup.dispatch.webpush.crypto;

import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The one curve of Web Push, in the form BouncyCastle wrote for it alone: faster than the generic.
 */
final class P256 {

    static final int SCALAR_OCTETS = 32;
    static final int POINT_OCTETS = 65;

    static final ECDomainParameters CURVE =
            new ECDomainParameters(CustomNamedCurves.getByName("P-256"));

    private static final byte UNCOMPRESSED = 0x04;

    private P256() {}

    /**
     * A point in uncompressed form, with both coordinates below the prime, on the curve and not at
     * infinity (RFC 8291 section 7, "invalid curve").
     *
     * @throws IllegalArgumentException for anything else; the message does not quote it
     */
    static ECPoint point(byte[] encoded) {
        if (encoded.length != POINT_OCTETS || encoded[0] != UNCOMPRESSED) {
            throw new IllegalArgumentException("a public key is 65 octets that begin with 0x04");
        }
        try {
            return CURVE.validatePublicPoint(CURVE.getCurve().decodePoint(encoded));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a public key is a point on the curve P-256");
        }
    }
}
