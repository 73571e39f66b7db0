package dev.nextup.ticket.access;

import dev.nextup.http.Caller;
import dev.nextup.ticket.access.Logins.Admission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Members choose their password: the first by invitation, others with the one they have. */
@ApplicationScoped
class OwnPasswords {

    private final MemberRepository members;
    private final Passwords passwords;
    private final LoginAttempts attempts;
    private final PasswordChanges changes;
    private final Logins logins;

    OwnPasswords(
            MemberRepository members,
            Passwords passwords,
            LoginAttempts attempts,
            PasswordChanges changes,
            Logins logins) {
        this.members = members;
        this.passwords = passwords;
        this.attempts = attempts;
        this.changes = changes;
        this.logins = logins;
    }

    /** Fails with 404 {@code unknown-invitation}, 422 {@code invalid-value}. */
    Uni<Void> accept(String invitation, String password) {
        return changes.requireOpen(invitation)
                .map(open -> NewPassword.checked("password", password))
                .chain(passwords::hash)
                .chain(hash -> changes.accept(invitation, hash));
    }

    /**
     * Fails with 401 {@code session-ended} when the member is not active any more, 403 {@code
     * wrong-password}, 422 {@code invalid-value}, 429 {@code too-many-attempts}.
     */
    Uni<Admission> change(Caller.Staff staff, String current, String next, String clientAddress) {
        return members.active(staff.memberId(), staff.organizationId())
                .onItem()
                .ifNull()
                .failWith(Logins::ended)
                .call(member -> verify(member, current, clientAddress))
                .map(member -> NewPassword.checked("newPassword", next))
                .chain(passwords::hash)
                .chain(hash -> changes.change(staff, hash))
                .map(logins::welcome);
    }

    /** Counted like a login: a stolen token must not be a way to guess the password. */
    private Uni<Void> verify(MemberEntity member, String current, String clientAddress) {
        String key = LoginAttempts.key(member.email, clientAddress);
        return attempts.check(key)
                .chain(() -> passwords.matches(current, member.passwordHash))
                .chain(
                        right ->
                                right
                                        ? attempts.succeeded(key)
                                        : attempts.failed(key)
                                                .invoke(
                                                        () -> {
                                                            throw MemberRejection.WRONG_PASSWORD
                                                                    .exception();
                                                        }));
    }
}
