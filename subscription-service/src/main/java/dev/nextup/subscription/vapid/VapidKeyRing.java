package dev.nextup.subscription.vapid;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.BigEndianBigInteger;
import org.jose4j.lang.JoseException;

/**
 * What is served of a key ring: only its public halves.
 *
 * @param newest the key to subscribe with
 * @param keyIds of all keys, {@code newest} among them
 */
record VapidKeyRing(VapidKey newest, Set<String> keyIds) {

    private static final String CURVE = "P-256";
    private static final int COORDINATE_BYTES = 32;

    /**
     * @param json a JSON Web Key Set of private keys, newest first
     * @throws IllegalArgumentException if it is not usable; the message says why and never quotes
     *     it
     */
    static VapidKeyRing parse(String json) {
        List<EllipticCurveJsonWebKey> ring = keys(json);
        if (ring.isEmpty() || !ring.stream().allMatch(VapidKeyRing::isComplete)) {
            throw new IllegalArgumentException(
                    "every key needs kid, crv P-256 and its private part d");
        }
        if (!ring.stream().allMatch(VapidKeyRing::isPair)) {
            throw new IllegalArgumentException(
                    "the private part d of a key does not belong to its x and y");
        }
        Set<String> ids = new HashSet<>();
        if (!ring.stream().allMatch(key -> ids.add(key.getKeyId()))) {
            throw new IllegalArgumentException("two keys have the same kid");
        }
        EllipticCurveJsonWebKey newest = ring.get(0);
        return new VapidKeyRing(
                new VapidKey(publicKeyOf(newest), newest.getKeyId()),
                ring.stream().map(k -> k.getKeyId()).collect(Collectors.toUnmodifiableSet()));
    }

    boolean holds(String keyId) {
        return keyIds.contains(keyId);
    }

    private static List<EllipticCurveJsonWebKey> keys(String json) {
        try {
            return new JsonWebKeySet(json)
                    .getJsonWebKeys().stream().map(EllipticCurveJsonWebKey.class::cast).toList();
        } catch (JoseException | ClassCastException e) {
            throw new IllegalArgumentException("it is no readable JSON Web Key Set of EC keys");
        }
    }

    private static boolean isComplete(EllipticCurveJsonWebKey key) {
        return CURVE.equals(key.getCurveName())
                && key.getEcPrivateKey() != null
                && key.getKeyId() != null;
    }

    /** What the private half signs, the public half must accept. */
    private static boolean isPair(EllipticCurveJsonWebKey key) {
        try {
            byte[] sample = {1};
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key.getEcPrivateKey());
            signer.update(sample);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key.getECPublicKey());
            verifier.update(sample);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** As browsers take it: the uncompressed point, base64url without padding. */
    private static String publicKeyOf(EllipticCurveJsonWebKey key) {
        byte[] point = new byte[1 + 2 * COORDINATE_BYTES];
        point[0] = 4;
        byte[] x = BigEndianBigInteger.toByteArray(key.getECPublicKey().getW().getAffineX());
        byte[] y = BigEndianBigInteger.toByteArray(key.getECPublicKey().getW().getAffineY());
        System.arraycopy(x, 0, point, 1 + COORDINATE_BYTES - x.length, x.length);
        System.arraycopy(y, 0, point, 1 + 2 * COORDINATE_BYTES - y.length, y.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(point);
    }
}
