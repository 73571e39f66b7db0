package dev.nextup.local.push.p256;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** NIST P-256 (secp256r1): keys as octets and back, and the shared secret of two of them. */
public final class P256 {

    /** Octets of an uncompressed point: 0x04, x, y (SEC 1, 2.3.3). */
    public static final int PUBLIC_KEY_OCTETS = 65;

    private static final int COORDINATE_OCTETS = 32;
    private static final byte UNCOMPRESSED = 0x04;
    private static final ECParameterSpec CURVE = curve();
    private static final BigInteger PRIME = ((ECFieldFp) CURVE.getCurve().getField()).getP();

    private P256() {}

    /** A new pair. */
    public static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    /**
     * Reads an uncompressed point and checks that it lies on the curve. The JDK's key factory does
     * not check in every version, and a point off the curve would leak the private key it is used
     * with.
     *
     * @throws InvalidKeyException if it is not 65 octets, does not start with 0x04, or is no point
     *     of the curve
     */
    public static ECPublicKey publicKey(byte[] octets) throws InvalidKeyException {
        if (octets.length != PUBLIC_KEY_OCTETS || octets[0] != UNCOMPRESSED) {
            throw new InvalidKeyException("not 65 octets that start with 0x04");
        }
        BigInteger x = coordinate(octets, 1);
        BigInteger y = coordinate(octets, 1 + COORDINATE_OCTETS);
        if (!isOnCurve(x, y)) {
            throw new InvalidKeyException("not a point of the curve P-256");
        }
        try {
            return (ECPublicKey)
                    KeyFactory.getInstance("EC")
                            .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE));
        } catch (GeneralSecurityException e) {
            throw new InvalidKeyException("not a P-256 public key", e);
        }
    }

    /**
     * Reads a private scalar.
     *
     * @param scalar 32 octets, big endian
     * @throws InvalidKeyException if the JDK refuses it
     */
    public static ECPrivateKey privateKey(byte[] scalar) throws InvalidKeyException {
        try {
            return (ECPrivateKey)
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new ECPrivateKeySpec(new BigInteger(1, scalar), CURVE));
        } catch (GeneralSecurityException e) {
            throw new InvalidKeyException("not a P-256 private key", e);
        }
    }

    /** The point as 65 octets. */
    public static byte[] octets(ECPublicKey key) {
        byte[] octets = new byte[PUBLIC_KEY_OCTETS];
        octets[0] = UNCOMPRESSED;
        put(key.getW().getAffineX(), octets, 1);
        put(key.getW().getAffineY(), octets, 1 + COORDINATE_OCTETS);
        return octets;
    }

    /** The scalar as 32 octets, big endian. */
    public static byte[] octets(ECPrivateKey key) {
        byte[] octets = new byte[COORDINATE_OCTETS];
        put(key.getS(), octets, 0);
        return octets;
    }

    /** ECDH: the x coordinate both sides reach, 32 octets. */
    public static byte[] sharedSecret(ECPrivateKey own, ECPublicKey other)
            throws InvalidKeyException {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(own);
            agreement.doPhase(other, true);
            return agreement.generateSecret();
        } catch (InvalidKeyException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no ECDH", e);
        }
    }

    /** y² = x³ + ax + b modulo the prime, both coordinates below it. */
    private static boolean isOnCurve(BigInteger x, BigInteger y) {
        if (x.compareTo(PRIME) >= 0 || y.compareTo(PRIME) >= 0) {
            return false;
        }
        EllipticCurve curve = CURVE.getCurve();
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(PRIME);
        return y.pow(2).mod(PRIME).equals(right);
    }

    private static BigInteger coordinate(byte[] octets, int from) {
        return new BigInteger(1, Arrays.copyOfRange(octets, from, from + COORDINATE_OCTETS));
    }

    private static void put(BigInteger number, byte[] target, int from) {
        byte[] octets = number.toByteArray();
        // A sign octet may lead; leading zeros may lack.
        int length = Math.min(octets.length, COORDINATE_OCTETS);
        System.arraycopy(
                octets, octets.length - length, target, from + COORDINATE_OCTETS - length, length);
    }

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }
}
