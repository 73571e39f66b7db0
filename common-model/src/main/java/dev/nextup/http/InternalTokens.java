package dev.nextup.http;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by which one service of this installation asks another: a JWT (HS256), about one thing,
 * for one service, good for half a minute. They travel in a header of their own, so that they and
 * the tokens of people can never be taken for each other.
 */
@Singleton
public class InternalTokens {

    /** Name of the header that carries a token. */
    public static final String HEADER = "Nextup-Internal";

    private static final Duration LIFE = Duration.ofSeconds(30);
    private static final int SKEW_SECONDS = 5;
    private static final int MIN_KEY_OCTETS = 32;

    private final Optional<HmacKey> key;

    /**
     * @param keyFile NEXTUP_INTERNAL_KEY_FILE: at least 32 random octets, the same for all
     *     services; without it nobody can ask
     * @throws IllegalStateException when it is not usable
     */
    InternalTokens(@ConfigProperty(name = "nextup.internal.key-file") Optional<Path> keyFile) {
        key = keyFile.map(InternalTokens::read);
    }

    /**
     * @param audience name of the service that is asked
     * @param subject what is asked about
     * @throws IllegalStateException when no key is configured
     */
    public String sign(String audience, UUID subject, Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setAudience(audience);
        claims.setSubject(subject.toString());
        claims.setIssuedAt(NumericDate.fromMilliseconds(now.toEpochMilli()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(now.plus(LIFE).toEpochMilli()));
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        jws.setKey(key.orElseThrow(() -> new IllegalStateException("no internal key")));
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** What the token is about; empty if it is not good, for whatever reason. Constant time. */
    public Optional<UUID> verify(@Nullable String token, String audience, Instant now) {
        if (token == null || key.isEmpty()) {
            return Optional.empty();
        }
        try {
            JwtClaims claims =
                    new JwtConsumerBuilder()
                            .setVerificationKey(key.get())
                            .setJwsAlgorithmConstraints(
                                    AlgorithmConstraints.ConstraintType.PERMIT,
                                    AlgorithmIdentifiers.HMAC_SHA256)
                            .setExpectedAudience(audience)
                            .setRequireSubject()
                            .setRequireExpirationTime()
                            .setMaxFutureValidityInMinutes(1)
                            .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                            .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                            .build()
                            .processToClaims(token);
            return Optional.of(UUID.fromString(claims.getSubject()));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static HmacKey read(Path file) {
        try {
            byte[] octets = Files.readAllBytes(file);
            if (octets.length >= MIN_KEY_OCTETS) {
                return new HmacKey(octets);
            }
        } catch (IOException e) {
            throw unusable(file, "it cannot be read");
        }
        throw unusable(file, "it needs at least " + MIN_KEY_OCTETS + " random octets");
    }

    private static IllegalStateException unusable(Path file, String why) {
        return new IllegalStateException(
                "NEXTUP_INTERNAL_KEY_FILE " + file + " is not usable: " + why);
    }
}
