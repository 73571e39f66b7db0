package dev.nextup.ticket.access;

import dev.nextup.http.Caller;
import dev.nextup.ticket.access.StaffSessions.Session;
import dev.nextup.ticket.management.AuditTrail;
import dev.nextup.ticket.management.AuditTrail.Change;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Stores new passwords; the slow hash is made before. Each ends all sessions of the member: whoever
 * else was logged in with the old password is not any more.
 */
@ApplicationScoped
class PasswordChanges {

    private final MemberRepository members;
    private final StaffSessions sessions;
    private final AuditTrail audit;
    private final Clock clock;

    PasswordChanges(
            MemberRepository members, StaffSessions sessions, AuditTrail audit, Clock clock) {
        this.members = members;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Fails with 404 {@code unknown-invitation} unless it is open and its member active. */
    @WithTransaction
    Uni<Void> requireOpen(String invitation) {
        return invited(invitation).replaceWithVoid();
    }

    /** Of two with one invitation the row's lock lets one succeed. */
    @WithTransaction
    Uni<Void> accept(String invitation, String passwordHash) {
        return invited(invitation)
                .chain(
                        member -> {
                            member.invitationHash = null;
                            member.invitationExpiresAt = null;
                            return stored(member, passwordHash, "invitation-accepted");
                        });
    }

    /** Leaves one session, a new one. */
    @WithTransaction
    Uni<Session> change(Caller.Staff staff, String passwordHash) {
        return members.lockActive(staff.memberId(), staff.organizationId())
                .onItem()
                .ifNull()
                .failWith(Logins::ended)
                .call(member -> stored(member, passwordHash, "password-changed"))
                .chain(sessions::begin);
    }

    private Uni<MemberEntity> invited(String invitation) {
        return members.lockInvited(RandomSecret.hash(invitation), clock.instant())
                .onItem()
                .ifNull()
                .failWith(MemberRejection.UNKNOWN_INVITATION::exception);
    }

    private Uni<Void> stored(MemberEntity member, String passwordHash, String action) {
        member.passwordHash = passwordHash;
        UUID id = member.id;
        return sessions.endAllOf(id)
                .chain(
                        () ->
                                audit.append(
                                        member.organizationId,
                                        "member:" + id,
                                        new Change(action, id, null, null)));
    }
}
