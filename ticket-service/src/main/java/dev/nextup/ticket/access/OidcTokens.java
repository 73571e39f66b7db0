package dev.nextup.ticket.access;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens of organisations' own identity providers (OpenID Connect Core 1.0, section
 * 3.1.3.7). For which organisation a token counts follows from its issuer and audience by the
 * operator's file. One that claims to be of another organisation of this installation, as our own
 * tokens do in {@code org}, is forged or astray and proves nothing; what it claims of roles is not
 * read.
 */
@ApplicationScoped
class OidcTokens {

    private static final Logger LOG = Logger.getLogger(OidcTokens.class);

    /** Seconds; clocks of others are not ours. */
    private static final int SKEW = 30;

    private static final Problem UNAVAILABLE =
            Problem.of(
                            503,
                            "identity-provider-unavailable",
                            "The organisation's identity provider does not answer")
                    .withDetail("Try again in a minute, or log in with a password.");

    /** Looks without believing: only to find out whose keys could prove it. */
    private static final JwtConsumer UNVERIFIED =
            new JwtConsumerBuilder()
                    .setSkipSignatureVerification()
                    .setDisableRequireSignature()
                    .setSkipAllValidators()
                    .build();

    private final OidcIssuers issuers;
    private final IssuerKeys keys;
    private final Clock clock;

    OidcTokens(OidcIssuers issuers, IssuerKeys keys, Clock clock) {
        this.issuers = issuers;
        this.keys = keys;
        this.clock = clock;
    }

    /** As the token says, unproven; empty when it says nothing. */
    String claimedEmail(String token) {
        return look(token)
                .map(seen -> seen.getJwtClaims().getClaimValue("email"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .orElse("");
    }

    /** Empty when the token proves nothing; fails with 503 when that cannot be found out. */
    Uni<Optional<Proven>> verify(String token) {
        Optional<JwtContext> seen = look(token);
        Optional<OidcIssuer> issuer = seen.flatMap(this::issuer);
        if (seen.isEmpty() || issuer.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return keys.find(issuer.get(), keyId(seen.get()))
                .onFailure()
                .transform(
                        failure -> {
                            LOG.warnf(
                                    "no keys of an identity provider: issuer=%s (%s)",
                                    issuer.get().issuer(), failure);
                            return new RejectedException(() -> UNAVAILABLE);
                        })
                .map(key -> key.flatMap(k -> proven(token, issuer.get(), k)));
    }

    private static Optional<JwtContext> look(String token) {
        try {
            return Optional.of(UNVERIFIED.process(token));
        } catch (InvalidJwtException e) {
            return Optional.empty();
        }
    }

    private Optional<OidcIssuer> issuer(JwtContext seen) {
        try {
            JwtClaims claims = seen.getJwtClaims();
            String issuer = claims.getIssuer();
            List<String> audience = claims.hasAudience() ? claims.getAudience() : List.of();
            return issuer == null ? Optional.empty() : issuers.of(issuer, audience);
        } catch (MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String keyId(JwtContext seen) {
        return seen.getJoseObjects().isEmpty()
                ? null
                : seen.getJoseObjects().get(0).getKeyIdHeaderValue();
    }

    private Optional<Proven> proven(String token, OidcIssuer issuer, PublicJsonWebKey key) {
        JwtConsumer verified =
                new JwtConsumerBuilder()
                        .setJwsAlgorithmConstraints(
                                ConstraintType.PERMIT,
                                AlgorithmIdentifiers.RSA_USING_SHA256,
                                AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                        .setVerificationKey(key.getPublicKey())
                        .setExpectedIssuer(issuer.issuer())
                        .setExpectedAudience(issuer.audience())
                        .setRequireSubject()
                        .setRequireExpirationTime()
                        .setEvaluationTime(
                                NumericDate.fromSeconds(clock.instant().getEpochSecond()))
                        .setAllowedClockSkewInSeconds(SKEW)
                        .build();
        try {
            JwtClaims claims = verified.processToClaims(token);
            Object email = claims.getClaimValue("email");
            boolean isTheirs = Boolean.TRUE.equals(claims.getClaimValue("email_verified"));
            return isTheirs
                            && !claimsAnotherOrganization(claims, issuer.organizationId())
                            && email instanceof String address
                    ? Optional.of(new Proven(issuer.organizationId(), address))
                    : Optional.empty();
        } catch (InvalidJwtException e) {
            return Optional.empty();
        }
    }

    /** Providers may use the claim for something of their own; an id of ours is no accident. */
    private static boolean claimsAnotherOrganization(JwtClaims claims, UUID own) {
        Object claimed = claims.getClaimValue("org");
        if (claimed == null || claimed.toString().equalsIgnoreCase(own.toString())) {
            return false;
        }
        try {
            UUID.fromString(claimed.toString());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * What a token proves.
     *
     * @param organizationId for which its provider vouches
     * @param email which its provider has verified
     */
    record Proven(UUID organizationId, String email) {}
}
