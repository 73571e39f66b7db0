package dev.nextup.ticket.access;

import dev.nextup.http.Caller;
import dev.nextup.http.Role;
import dev.nextup.ticket.management.AuditTrail;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The members of an organisation, as its admins see and change them. */
@ApplicationScoped
class Members {

    static final String KIND = "member";

    private final MemberRepository repository;
    private final StaffSessions sessions;
    private final ManagementAccess access;
    private final AuditTrail audit;
    private final MemberScopes scopes;

    Members(
            MemberRepository repository,
            StaffSessions sessions,
            ManagementAccess access,
            AuditTrail audit,
            MemberScopes scopes) {
        this.repository = repository;
        this.sessions = sessions;
        this.access = access;
        this.audit = audit;
        this.scopes = scopes;
    }

    @WithSession
    Uni<List<ManagedMemberView>> all(UUID organizationId) {
        return repository
                .list("organizationId = ?1 order by name, id", organizationId)
                .map(rows -> rows.stream().map(ManagedMemberView::of).toList());
    }

    /** Fails with 404 {@code unknown-member}. */
    @WithSession
    Uni<ManagedMemberView> read(UUID organizationId, UUID id) {
        return repository.load(organizationId, id).map(ManagedMemberView::of);
    }

    /** Who is deactivated is logged out; tokens they hold last 15 minutes at most. */
    @WithTransaction
    Uni<ManagedMemberView> change(Caller.Staff editor, UUID id, MemberRequest request) {
        return access.takeTurn(editor.organizationId())
                .chain(() -> repository.load(editor.organizationId(), id))
                .chain(member -> changed(editor, member, request));
    }

    private Uni<ManagedMemberView> changed(
            Caller.Staff editor, MemberEntity member, MemberRequest request) {
        ManagedMemberView before = ManagedMemberView.of(member);
        boolean wasAdmin = isActiveAdmin(member);
        request.applyTo(member);
        Uni<Void> allowed =
                wasAdmin && !isActiveAdmin(member)
                        ? requireOtherAdmin(member)
                        : Uni.createFrom().voidItem();
        return allowed.chain(() -> scopes.requireOwn(member))
                .chain(() -> member.active ? none() : sessions.endAllOf(member.id))
                .chain(
                        () ->
                                audit.changed(
                                        editor,
                                        KIND,
                                        member.id,
                                        before,
                                        ManagedMemberView.of(member)));
    }

    /** One who has not accepted yet cannot log in, and does not count. */
    private Uni<Void> requireOtherAdmin(MemberEntity member) {
        return repository
                .count(
                        "organizationId = ?1 and role = ?2 and active and invitationHash is null and id <> ?3",
                        member.organizationId,
                        Role.ADMIN.code(),
                        member.id)
                .invoke(
                        others -> {
                            if (others == 0) {
                                throw MemberRejection.LAST_ADMIN.exception();
                            }
                        })
                .replaceWithVoid();
    }

    private static boolean isActiveAdmin(MemberEntity member) {
        return member.active && member.role.equals(Role.ADMIN.code());
    }

    private static Uni<Void> none() {
        return Uni.createFrom().voidItem();
    }
}
