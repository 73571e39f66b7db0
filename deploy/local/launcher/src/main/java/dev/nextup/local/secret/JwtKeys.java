package dev.nextup.local.secret;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** The key that signs tokens: a JWK Set (RFC 7517) with one private P-256 key, newest first. */
public final class JwtKeys {

    /** Bytes of a P-256 coordinate; shorter numbers are padded in front (RFC 7518, 6.2.1.2). */
    private static final int COORDINATE_BYTES = 32;

    private JwtKeys() {}

    /** The key file among {@code secrets}, made when it is missing. */
    public static Path file(SecretFiles secrets) {
        return secrets.file("jwt-keys.json", JwtKeys::newKeySet);
    }

    /** A JWK Set with one new key; {@code kid} is its thumbprint (RFC 7638). */
    static String newKeySet() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
            String x = coordinate(publicKey.getW().getAffineX());
            String y = coordinate(publicKey.getW().getAffineY());
            String d = coordinate(((ECPrivateKey) pair.getPrivate()).getS());
            return """
            {"keys":[{"kty":"EC","crv":"P-256","x":"%s","y":"%s","d":"%s","kid":"%s","use":"sig","alg":"ES256"}]}
            """
                    .formatted(x, y, d, thumbprint(x, y));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot make P-256 keys", e);
        }
    }

    /** Required members only, in lexicographic order, without white space (RFC 7638, 3.2). */
    static String thumbprint(String x, String y) throws GeneralSecurityException {
        String canonical =
                "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(x, y);
        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest(canonical.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[COORDINATE_BYTES];
        // toByteArray may begin with a zero byte for the sign.
        byte[] digits =
                bytes.length > COORDINATE_BYTES
                        ? Arrays.copyOfRange(bytes, 1, bytes.length)
                        : bytes;
        System.arraycopy(digits, 0, padded, COORDINATE_BYTES - digits.length, digits.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
    }
}
