package dev.nextup.ticket.access;

import dev.nextup.http.Role;
import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.access.AuthResource.LoginView;
import dev.nextup.ticket.access.AuthResource.MemberView;
import dev.nextup.ticket.access.StaffSessions.Session;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Turns an e-mail address and a password, or a session, into a staff token. */
@ApplicationScoped
class Logins {

    /** Compared against when the address is unknown, so that the time taken tells nothing. */
    private static final String NOBODY = PasswordHash.of("nobody has this password");

    private static final Problem REFUSED =
            Problem.of(401, "login-failed", "E-mail or password is wrong")
                    .withDetail("Check both. A deactivated member cannot log in.");

    private static final Problem ENDED =
            Problem.of(401, "session-ended", "The session has ended").withDetail("Log in again.");

    private final MemberRepository members;
    private final Passwords passwords;
    private final LoginAttempts attempts;
    private final StaffSessions sessions;
    private final Tokens tokens;

    Logins(
            MemberRepository members,
            Passwords passwords,
            LoginAttempts attempts,
            StaffSessions sessions,
            Tokens tokens) {
        this.members = members;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** Fails with 401 {@code login-failed} or 429 {@code too-many-attempts}. */
    Uni<Admission> login(String email, String password, String clientAddress) {
        String key = LoginAttempts.key(email, clientAddress);
        return attempts.check(key)
                .chain(() -> members.activeByEmail(email))
                .chain(member -> verified(member, password))
                .chain(member -> counted(member, key))
                .chain(sessions::begin)
                .map(this::welcome);
    }

    /** Fails with 401 {@code session-ended}. */
    Uni<Admission> renew(Optional<SessionToken> presented) {
        return presented
                .map(sessions::renew)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(session -> session.orElseThrow(Logins::ended))
                .map(this::welcome);
    }

    Uni<Void> logout(Optional<SessionToken> presented) {
        return presented.map(sessions::end).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Optional<MemberEntity>> verified(Optional<MemberEntity> member, String password) {
        return passwords
                .matches(password, member.map(m -> m.passwordHash).orElse(NOBODY))
                .map(right -> member.filter(m -> right));
    }

    private Uni<MemberEntity> counted(Optional<MemberEntity> verified, String key) {
        return verified.map(member -> attempts.succeeded(key).replaceWith(member))
                .orElseGet(
                        () ->
                                attempts.failed(key)
                                        .chain(() -> Uni.createFrom().failure(rejected(REFUSED))));
    }

    Admission welcome(Session session) {
        MemberEntity member = session.member();
        Role role = Role.valueOf(member.role.toUpperCase(Locale.ROOT));
        Tokens.StaffToken token = tokens.forMember(member, role);
        MemberView view =
                new MemberView(
                        member.id, member.email, member.name, member.role, member.organizationId);
        return new Admission(
                new LoginView(token.token(), token.expiresAt(), view),
                session.token(),
                session.expiresAt());
    }

    static RejectedException ended() {
        return rejected(ENDED);
    }

    private static RejectedException rejected(Problem problem) {
        return new RejectedException(() -> problem);
    }

    /**
     * @param session for the cookie, good for one renewal
     * @param sessionExpiresAt when the cookie is worth nothing any more
     */
    record Admission(LoginView view, SessionToken session, Instant sessionExpiresAt) {
        @Override
        public String toString() {
            return "Admission";
        }
    }
}
