package dev.nextup.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Tokens as ticket-service signs them, and tokens that must not work. For tests of services that
 * verify them; {@link InfrastructureListener} tells where the key is.
 */
public final class TestTokens {

    private TestTokens() {}

    public static String holder(UUID ticketId, UUID organizationId) {
        return sign(ticketId, organizationId, "customer", 600, key().getEcPrivateKey());
    }

    public static String staff(UUID organizationId) {
        return staff(organizationId, "employee");
    }

    /**
     * @param role {@code employee}, {@code manager} or {@code admin}
     */
    public static String staff(UUID organizationId, String role) {
        return sign(UUID.randomUUID(), organizationId, role, 600, key().getEcPrivateKey());
    }

    /** Of a member who works for these alone. */
    public static String scoped(
            UUID organizationId, String role, List<UUID> branches, List<UUID> departments) {
        JwtClaims claims = claims(UUID.randomUUID(), organizationId, role, 600);
        claims.setStringListClaim("branches", branches.stream().map(UUID::toString).toList());
        claims.setStringListClaim("departments", departments.stream().map(UUID::toString).toList());
        return sign(claims, key().getEcPrivateKey());
    }

    public static String expired(UUID ticketId, UUID organizationId) {
        return sign(ticketId, organizationId, "customer", -7200, key().getEcPrivateKey());
    }

    /** Right in everything but the key, of which it claims the id. */
    public static String forged(UUID ticketId, UUID organizationId) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            PrivateKey other = generator.generateKeyPair().getPrivate();
            return sign(ticketId, organizationId, "customer", 600, other);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(
            UUID subject, UUID organizationId, String group, long secondsLeft, PrivateKey key) {
        return sign(claims(subject, organizationId, group, secondsLeft), key);
    }

    private static JwtClaims claims(
            UUID subject, UUID organizationId, String group, long secondsLeft) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("nextup");
        claims.setSubject(subject.toString());
        claims.setStringListClaim("groups", List.of(group));
        claims.setStringClaim("org", organizationId.toString());
        claims.setStringClaim("svc", UUID.randomUUID().toString());
        long expiresAt = Clock.systemUTC().instant().plusSeconds(secondsLeft).getEpochSecond();
        claims.setIssuedAt(NumericDate.fromSeconds(expiresAt - 900));
        claims.setExpirationTime(NumericDate.fromSeconds(expiresAt));
        claims.setGeneratedJwtId();
        return claims;
    }

    private static String sign(JwtClaims claims, PrivateKey key) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue("ES256");
        jws.setHeader("typ", "JWT");
        jws.setKeyIdHeaderValue(key().getKeyId());
        jws.setKey(key);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EllipticCurveJsonWebKey key() {
        try {
            Path file = Path.of(System.getProperty("nextup.jwt.key-file", ""));
            return (EllipticCurveJsonWebKey)
                    new JsonWebKeySet(Files.readString(file)).getJsonWebKeys().get(0);
        } catch (IOException | JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
