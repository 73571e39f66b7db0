package dev.nextup.ticket.access;

import dev.nextup.http.Role;
import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.access.AuthResource.LoginView;
import dev.nextup.ticket.access.AuthResource.MemberView;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/** Turns an e-mail address and a password into a staff token. */
@ApplicationScoped
class Logins {

    private static final Problem REFUSED =
            Problem.of(401, "login-failed", "E-mail or password is wrong")
                    .withDetail("Check both. A deactivated member cannot log in.");

    /** Compared against when the address is unknown, so that the time taken tells nothing. */
    private static final String NOBODY = PasswordHash.of("nobody has this password");

    private final MemberRepository members;
    private final Tokens tokens;

    Logins(MemberRepository members, Tokens tokens) {
        this.members = members;
        this.tokens = tokens;
    }

    Uni<LoginView> login(String email, String password) {
        return members.activeByEmail(email)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(member -> verified(member, password));
    }

    private LoginView verified(Optional<MemberEntity> member, String password) {
        boolean right =
                PasswordHash.matches(password, member.map(m -> m.passwordHash).orElse(NOBODY));
        return member.filter(m -> right)
                .map(this::welcome)
                .orElseThrow(() -> new RejectedException(() -> REFUSED));
    }

    private LoginView welcome(MemberEntity member) {
        Role role = Role.valueOf(member.role.toUpperCase(Locale.ROOT));
        Tokens.StaffToken token = tokens.forMember(member.id, member.organizationId, role);
        return new LoginView(
                token.token(),
                token.expiresAt(),
                new MemberView(
                        member.id, member.email, member.name, member.role, member.organizationId));
    }
}
