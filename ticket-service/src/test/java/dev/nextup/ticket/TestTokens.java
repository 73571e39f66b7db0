package dev.nextup.ticket;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;

/** Tokens of people who are not in the demo data, and tokens that must not work. */
public final class TestTokens {

    private TestTokens() {}

    public static String staff(UUID organizationId, String role) {
        return staffUntil(organizationId, role, Instant.now().plusSeconds(600));
    }

    public static String staff(UUID memberId, UUID organizationId, String role) {
        Instant expiresAt = Instant.now().plusSeconds(600);
        return sign(memberId, organizationId, role, expiresAt, key().getEcPrivateKey());
    }

    public static String staffUntil(UUID organizationId, String role, Instant expiresAt) {
        return sign(UUID.randomUUID(), organizationId, role, expiresAt, key().getEcPrivateKey());
    }

    /** Of a member who works for one department. */
    public static String scoped(UUID organizationId, String role, String departmentId) {
        return Jwt.issuer("nextup")
                .subject(UUID.randomUUID().toString())
                .groups(role)
                .claim("org", organizationId.toString())
                .claim("branches", List.of())
                .claim("departments", List.of(departmentId))
                .expiresAt(Instant.now().plusSeconds(600))
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key().getKeyId())
                .sign(key().getEcPrivateKey());
    }

    public static String holder(UUID ticketId, UUID organizationId) {
        return sign(
                ticketId,
                organizationId,
                "customer",
                Instant.now().plusSeconds(600),
                key().getEcPrivateKey());
    }

    public static String expired(UUID organizationId) {
        Instant longAgo = Instant.now().minus(Duration.ofHours(2));
        return sign(UUID.randomUUID(), organizationId, "admin", longAgo, key().getEcPrivateKey());
    }

    /** Right in everything but the key, of which it claims the id. */
    public static String forged(UUID organizationId) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            PrivateKey other = generator.generateKeyPair().getPrivate();
            return sign(
                    UUID.randomUUID(),
                    organizationId,
                    "admin",
                    Instant.now().plusSeconds(600),
                    other);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(
            UUID subject, UUID organizationId, String group, Instant expiresAt, PrivateKey key) {
        return Jwt.issuer("nextup")
                .subject(subject.toString())
                .groups(group)
                .claim("org", organizationId.toString())
                .claim("svc", UUID.randomUUID().toString())
                .issuedAt(expiresAt.minusSeconds(900))
                .expiresAt(expiresAt)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key().getKeyId())
                .sign(key);
    }

    private static EllipticCurveJsonWebKey key() {
        try {
            Path file =
                    Path.of(
                            ConfigProvider.getConfig()
                                    .getValue("nextup.jwt.key-file", String.class));
            return (EllipticCurveJsonWebKey)
                    new JsonWebKeySet(Files.readString(file)).getJsonWebKeys().get(0);
        } catch (java.io.IOException | org.jose4j.lang.JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
