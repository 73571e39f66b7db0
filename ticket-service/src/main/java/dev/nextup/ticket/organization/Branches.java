package dev.nextup.ticket.organization;

import dev.nextup.http.Caller;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.management.AuditTrail;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The branches of an organisation, as its admins see and change them. */
@ApplicationScoped
class Branches implements PanacheRepositoryBase<BranchEntity, UUID> {

    private static final String KIND = "branch";

    private final ManagementAccess access;
    private final AuditTrail audit;
    private final OpenTickets tickets;
    private final IdempotencyKeys idempotency;

    Branches(
            ManagementAccess access,
            AuditTrail audit,
            OpenTickets tickets,
            IdempotencyKeys idempotency) {
        this.access = access;
        this.audit = audit;
        this.tickets = tickets;
        this.idempotency = idempotency;
    }

    @WithSession
    Uni<List<ManagedBranchView>> all(UUID organizationId) {
        return list("organizationId = ?1 order by name, id", organizationId)
                .map(rows -> rows.stream().map(ManagedBranchView::of).toList());
    }

    /** Fails with 404 {@code unknown-branch}. */
    @WithSession
    Uni<ManagedBranchView> read(UUID organizationId, UUID id) {
        return load(organizationId, id).map(ManagedBranchView::of);
    }

    @WithTransaction
    Uni<ManagedBranchView> create(
            Caller.Staff editor, BranchRequest request, Optional<IdempotentCall> once) {
        return idempotency.onceInSession(
                once, ManagedBranchView.class, () -> createNow(editor, request));
    }

    private Uni<ManagedBranchView> createNow(Caller.Staff editor, BranchRequest request) {
        BranchEntity branch = BranchEntity.in(editor.organizationId());
        request.applyTo(branch);
        return access.takeTurn(editor.organizationId()).chain(() -> stored(editor, branch));
    }

    @WithTransaction
    Uni<ManagedBranchView> change(Caller.Staff editor, UUID id, BranchRequest request) {
        return access.takeTurn(editor.organizationId())
                .chain(() -> load(editor.organizationId(), id))
                .chain(
                        branch -> {
                            ManagedBranchView before = ManagedBranchView.of(branch);
                            request.applyTo(branch);
                            return told(editor, before, branch);
                        });
    }

    /** Once or more often: the rows stay, since tickets of the past refer to them. */
    @WithTransaction
    Uni<Void> deactivate(Caller.Staff editor, UUID id) {
        return access.takeTurn(editor.organizationId())
                .chain(() -> load(editor.organizationId(), id))
                .chain(
                        branch -> {
                            ManagedBranchView before = ManagedBranchView.of(branch);
                            branch.active = false;
                            return told(editor, before, branch);
                        })
                .replaceWithVoid();
    }

    private Uni<ManagedBranchView> stored(Caller.Staff editor, BranchEntity row) {
        return persist(row)
                .chain(() -> audit.created(editor, KIND, row.id, ManagedBranchView.of(row)));
    }

    private Uni<ManagedBranchView> told(
            Caller.Staff editor, ManagedBranchView before, BranchEntity row) {
        Uni<Void> allowed =
                before.active() && !row.active
                        ? tickets.refuseWithin(row.organizationId, row.id)
                        : Uni.createFrom().voidItem();
        return allowed.chain(
                () -> audit.changed(editor, KIND, row.id, before, ManagedBranchView.of(row)));
    }

    private Uni<BranchEntity> load(UUID organizationId, UUID id) {
        return find("id = ?1 and organizationId = ?2", id, organizationId)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(ManagementRejection.UNKNOWN_BRANCH::exception);
    }
}
