package dev.nextup.ticket.access;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.access.Logins.Admission;
import dev.nextup.ticket.access.OidcTokens.Proven;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Turns a token of an organisation's own identity provider into a session here. The provider says
 * who somebody is; what they may do, and whether at all, our own record of the member says.
 */
@ApplicationScoped
class Exchanges {

    /** One answer for every reason, so that nobody learns by trying which addresses are members. */
    private static final Problem REFUSED =
            Problem.of(401, "exchange-refused", "This token opens nothing here")
                    .withDetail(
                            "It must be valid, of an identity provider that the operator has tied to the"
                                    + " organisation, with a verified e-mail address of an active member.");

    private final OidcTokens tokens;
    private final MemberRepository members;
    private final LoginAttempts attempts;
    private final StaffSessions sessions;
    private final Logins logins;

    Exchanges(
            OidcTokens tokens,
            MemberRepository members,
            LoginAttempts attempts,
            StaffSessions sessions,
            Logins logins) {
        this.tokens = tokens;
        this.members = members;
        this.attempts = attempts;
        this.sessions = sessions;
        this.logins = logins;
    }

    /**
     * Fails with 401 {@code exchange-refused}, 429 {@code too-many-attempts} or 503 {@code
     * identity-provider-unavailable}.
     */
    Uni<Admission> exchange(String token, String clientAddress) {
        String key = LoginAttempts.key("oidc:" + tokens.claimedEmail(token), clientAddress);
        return attempts.check(key)
                .chain(() -> tokens.verify(token))
                .chain(this::member)
                .chain(member -> counted(member, key))
                .chain(sessions::begin)
                .map(logins::welcome);
    }

    private Uni<Optional<MemberEntity>> member(Optional<Proven> proven) {
        return proven.map(
                        who ->
                                members.activeByEmail(who.email())
                                        .map(
                                                found ->
                                                        found.filter(
                                                                m ->
                                                                        m.organizationId.equals(
                                                                                who
                                                                                        .organizationId()))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<MemberEntity> counted(Optional<MemberEntity> member, String key) {
        return member.map(known -> attempts.succeeded(key).replaceWith(known))
                .orElseGet(
                        () ->
                                attempts.failed(key)
                                        .chain(
                                                () ->
                                                        Uni.createFrom()
                                                                .failure(
                                                                        new RejectedException(
                                                                                () -> REFUSED))));
    }
}
