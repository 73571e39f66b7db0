package dev.nextup.subscription.binding;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/**
 * The keys of a push subscription (RFC 8291), base64url without padding. Valid once built: a point
 * that is not on the curve would let a sender leak, or fail each time it is used.
 *
 * @param p256dh the browser's public key: an uncompressed P-256 point, 65 octets
 * @param auth the authentication secret, 16 octets
 */
record SubscriptionKeys(String p256dh, String auth) {

    private static final int POINT_OCTETS = 65;
    private static final int COORDINATE_OCTETS = 32;
    private static final int AUTH_OCTETS = 16;
    private static final byte UNCOMPRESSED = 4;

    /** The field of P-256 (FIPS 186-4, D.1.2.3) and the constant b of y² = x³ − 3x + b. */
    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

    private static final BigInteger THREE = BigInteger.valueOf(3);

    /**
     * @throws dev.nextup.problem.RejectedException 422 {@code invalid-key}
     */
    static SubscriptionKeys checked(String p256dh, String auth) {
        byte[] point = decode("p256dh", p256dh);
        if (point.length != POINT_OCTETS || point[0] != UNCOMPRESSED) {
            throw SubscriptionRejection.INVALID_KEY.with(
                    "p256dh must be 65 octets that begin with 0x04 (an uncompressed P-256 point).");
        }
        if (!isOnCurve(point)) {
            throw SubscriptionRejection.INVALID_KEY.with("p256dh is no point of the curve P-256.");
        }
        byte[] secret = decode("auth", auth);
        if (secret.length != AUTH_OCTETS) {
            throw SubscriptionRejection.INVALID_KEY.with("auth must be 16 octets.");
        }
        return new SubscriptionKeys(encode(point), encode(secret));
    }

    private static boolean isOnCurve(byte[] point) {
        BigInteger x = coordinate(point, 1);
        BigInteger y = coordinate(point, 1 + COORDINATE_OCTETS);
        if (x.compareTo(P) >= 0 || y.compareTo(P) >= 0) {
            return false;
        }
        BigInteger right = x.pow(3).subtract(THREE.multiply(x)).add(B).mod(P);
        return y.modPow(BigInteger.TWO, P).equals(right);
    }

    private static BigInteger coordinate(byte[] point, int from) {
        return new BigInteger(1, Arrays.copyOfRange(point, from, from + COORDINATE_OCTETS));
    }

    /** Takes base64url with or without padding. */
    private static byte[] decode(String name, String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw SubscriptionRejection.INVALID_KEY.with(name + " is not base64url.");
        }
    }

    private static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    @Override
    public String toString() {
        return "SubscriptionKeys";
    }
}
