package dev.nextup.ticket.access;

import dev.nextup.http.Role;
import dev.nextup.http.StaffScope;
import io.quarkus.runtime.Startup;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Signs the two kinds of token (ES256). Both prove themselves: nothing is stored, nothing is looked
 * up. Callers must never log what these methods return. Made at start: loading native code would
 * hold up an event loop.
 */
@Startup
@ApplicationScoped
public class Tokens {

    /** The {@code iss} claim of every token of the system. */
    static final String ISSUER = "nextup";

    /** Short, because a deactivated member keeps access until it ends. */
    private static final Duration STAFF_LIFE = Duration.ofMinutes(15);

    private final TokenSigner signer;
    private final Clock clock;

    Tokens(SigningKeys keys, Clock clock) {
        this.signer = new TokenSigner(keys);
        this.clock = clock;
    }

    /** Proves that its bearer holds the ticket. */
    public String forTicket(UUID ticketId, UUID organizationId, UUID serviceId, Instant expiresAt) {
        JsonObject claims = claims(ticketId, "customer", organizationId, expiresAt);
        return signer.sign(claims.put("svc", serviceId.toString()).encode());
    }

    /** Proves that its bearer is a member of the organisation. */
    StaffToken forMember(MemberEntity member, Role role) {
        Instant expiresAt = clock.instant().plus(STAFF_LIFE);
        JsonObject claims =
                claims(member.id, role.code(), member.organizationId, expiresAt)
                        .put(StaffScope.BRANCHES, texts(member.branches))
                        .put(StaffScope.DEPARTMENTS, texts(member.departments));
        return new StaffToken(signer.sign(claims.encode()), expiresAt);
    }

    private static JsonArray texts(List<UUID> ids) {
        return new JsonArray(ids.stream().map(UUID::toString).toList());
    }

    private JsonObject claims(UUID subject, String group, UUID organizationId, Instant expiresAt) {
        return new JsonObject()
                .put("iss", ISSUER)
                .put("sub", subject.toString())
                .put("groups", new JsonArray().add(group))
                .put("org", organizationId.toString())
                .put("iat", clock.instant().getEpochSecond())
                .put("exp", expiresAt.getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
    }

    /** A staff token and when it ends. */
    record StaffToken(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "StaffToken[expiresAt=" + expiresAt + "]";
        }
    }
}
