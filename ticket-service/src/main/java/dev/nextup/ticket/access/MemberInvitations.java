package dev.nextup.ticket.access;

import dev.nextup.http.Caller;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.management.AuditTrail;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** How members come into an organisation, by its admins. */
@ApplicationScoped
class MemberInvitations {

    private final MemberRepository repository;
    private final Invitations invitations;
    private final ManagementAccess access;
    private final AuditTrail audit;
    private final MemberScopes scopes;
    private final IdempotencyKeys idempotency;

    MemberInvitations(
            MemberRepository repository,
            Invitations invitations,
            ManagementAccess access,
            AuditTrail audit,
            MemberScopes scopes,
            IdempotencyKeys idempotency) {
        this.repository = repository;
        this.invitations = invitations;
        this.access = access;
        this.audit = audit;
        this.scopes = scopes;
        this.idempotency = idempotency;
    }

    /** Fails with 409 {@code email-taken} or 422 {@code invalid-value}. */
    @WithTransaction
    Uni<Invitation> invite(
            Caller.Staff editor, MemberRequest request, Optional<IdempotentCall> once) {
        return idempotency.onceInSession(
                once,
                Invitation.class,
                () ->
                        access.takeTurn(editor.organizationId())
                                .chain(() -> inviteNow(editor, request)));
    }

    /** Fails with 404 {@code unknown-member}. */
    @WithTransaction
    Uni<Invitation> inviteAgain(Caller.Staff editor, UUID id, Optional<IdempotentCall> once) {
        return idempotency.onceInSession(
                once,
                Invitation.class,
                () ->
                        access.takeTurn(editor.organizationId())
                                .chain(() -> repository.load(editor.organizationId(), id))
                                .chain(member -> renewed(editor, member)));
    }

    private Uni<Invitation> inviteNow(Caller.Staff editor, MemberRequest request) {
        MemberEntity member = request.toMember(editor.organizationId());
        return scopes.requireOwn(member)
                .chain(() -> invitations.invite(member))
                .call(
                        () ->
                                audit.created(
                                        editor,
                                        Members.KIND,
                                        member.id,
                                        ManagedMemberView.of(member)));
    }

    private Uni<Invitation> renewed(Caller.Staff editor, MemberEntity member) {
        ManagedMemberView before = ManagedMemberView.of(member);
        Invitation invitation = invitations.renew(member);
        return audit.changed(editor, Members.KIND, member.id, before, ManagedMemberView.of(member))
                .replaceWith(invitation);
    }
}
