package dev.nextup.dispatch.webpush.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A key pair that browsers restrict their subscriptions to. Equal by id and public key, so that a
 * ring that is read again goes on with its tokens.
 */
public final class VapidKey {

    private final String id;
    private final String publicKey;
    private final PrivateKey privateKey;

    /**
     * @param scalar the private key
     * @throws IllegalArgumentException if the point is not that of the scalar
     */
    VapidKey(String id, ECPoint point, BigInteger scalar) {
        // Once, at start: a pair that does not match signs what every push service refuses.
        BigInteger valid = P256.CURVE.validatePrivateScalar(scalar);
        if (!new FixedPointCombMultiplier().multiply(P256.CURVE.getG(), valid).equals(point)) {
            throw new IllegalArgumentException("the public key is not that of the private key");
        }
        this.id = id;
        this.publicKey =
                Base64.getUrlEncoder().withoutPadding().encodeToString(point.getEncoded(false));
        this.privateKey = privateKey(valid);
    }

    /** What a subscription remembers. */
    public String id() {
        return id;
    }

    /** The application server key: 65 octets, uncompressed, in base64url without padding. */
    public String publicKey() {
        return publicKey;
    }

    /** ES256 in the form of JSON Web Signature: r and s, 32 octets each, and no DER around them. */
    byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(privateKey);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs on P-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VapidKey that
                && id.equals(that.id)
                && publicKey.equals(that.publicKey);
    }

    @Override
    public int hashCode() {
        return publicKey.hashCode();
    }

    @Override
    public String toString() {
        return "VapidKey[" + id + "]";
    }

    private static PrivateKey privateKey(BigInteger scalar) {
        try {
            AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
            curve.init(new ECGenParameterSpec("secp256r1"));
            return KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new ECPrivateKeySpec(
                                    scalar, curve.getParameterSpec(ECParameterSpec.class)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform knows P-256", e);
        }
    }
}
