package dev.nextup.ticket.access;

import dev.nextup.http.Role;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Signs the two kinds of token (ES256). Both prove themselves: nothing is stored, nothing is looked
 * up. Callers must never log what these methods return.
 */
@ApplicationScoped
public class Tokens {

    /** The {@code iss} claim of every token of the system. */
    static final String ISSUER = "nextup";

    /** Short, because a deactivated member keeps access until it ends. */
    private static final Duration STAFF_LIFE = Duration.ofMinutes(15);

    private final SigningKeys keys;
    private final Clock clock;

    Tokens(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Proves that its bearer holds the ticket. */
    public String forTicket(UUID ticketId, UUID organizationId, UUID serviceId, Instant expiresAt) {
        return sign(
                Jwt.subject(ticketId.toString())
                        .groups("customer")
                        .claim("org", organizationId.toString())
                        .claim("svc", serviceId.toString()),
                expiresAt);
    }

    /** Proves that its bearer is a member of the organisation. */
    StaffToken forMember(UUID memberId, UUID organizationId, Role role) {
        Instant expiresAt = clock.instant().plus(STAFF_LIFE);
        String token =
                sign(
                        Jwt.subject(memberId.toString())
                                .groups(role.code())
                                .claim("org", organizationId.toString()),
                        expiresAt);
        return new StaffToken(token, expiresAt);
    }

    private String sign(JwtClaimsBuilder claims, Instant expiresAt) {
        return claims.issuer(ISSUER)
                .issuedAt(clock.instant())
                .expiresAt(expiresAt)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(keys.keyId())
                .sign(keys.privateKey());
    }

    /** A staff token and when it ends. */
    record StaffToken(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "StaffToken[expiresAt=" + expiresAt + "]";
        }
    }
}
