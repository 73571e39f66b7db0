package dev.nextup.subscription;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Tokens as ticket-service signs them, and tokens that must not work. */
public final class TestTokens {

    private TestTokens() {}

    public static String holder(UUID ticketId, UUID organizationId) {
        return sign(ticketId, organizationId, "customer", 600, key().getEcPrivateKey());
    }

    public static String staff(UUID organizationId) {
        return sign(UUID.randomUUID(), organizationId, "employee", 600, key().getEcPrivateKey());
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
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("nextup");
        claims.setSubject(subject.toString());
        claims.setStringListClaim("groups", List.of(group));
        claims.setStringClaim("org", organizationId.toString());
        claims.setStringClaim("svc", UUID.randomUUID().toString());
        long expiresAt = Instant.now().plusSeconds(secondsLeft).getEpochSecond();
        claims.setIssuedAt(NumericDate.fromSeconds(expiresAt - 900));
        claims.setExpirationTime(NumericDate.fromSeconds(expiresAt));
        claims.setGeneratedJwtId();
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
            String file = ConfigProvider.getConfig().getValue("nextup.jwt.key-file", String.class);
            return (EllipticCurveJsonWebKey)
                    new JsonWebKeySet(Files.readString(Path.of(file))).getJsonWebKeys().get(0);
        } catch (IOException | JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
