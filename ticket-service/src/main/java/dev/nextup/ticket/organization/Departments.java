package dev.nextup.ticket.organization;

import dev.nextup.http.Caller;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.management.AuditTrail;
import dev.nextup.ticket.management.Fields;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The departments of an organisation, as its admins see and change them. */
@ApplicationScoped
class Departments implements PanacheRepositoryBase<DepartmentEntity, UUID> {

    private static final String KIND = "department";

    private final ManagementAccess access;
    private final AuditTrail audit;
    private final OpenTickets tickets;
    private final IdempotencyKeys idempotency;

    Departments(
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
    Uni<List<ManagedDepartmentView>> all(UUID organizationId) {
        return list("organizationId = ?1 order by name, id", organizationId)
                .map(rows -> rows.stream().map(ManagedDepartmentView::of).toList());
    }

    /** Fails with 404 {@code unknown-department}. */
    @WithSession
    Uni<ManagedDepartmentView> read(UUID organizationId, UUID id) {
        return load(organizationId, id).map(ManagedDepartmentView::of);
    }

    @WithTransaction
    Uni<ManagedDepartmentView> create(
            Caller.Staff editor, DepartmentRequest request, Optional<IdempotentCall> once) {
        return idempotency.onceInSession(
                once, ManagedDepartmentView.class, () -> createNow(editor, request));
    }

    private Uni<ManagedDepartmentView> createNow(Caller.Staff editor, DepartmentRequest request) {
        UUID branchId = Objects.requireNonNull(request.branchId());
        DepartmentEntity department = DepartmentEntity.in(editor.organizationId(), branchId);
        request.applyTo(department);
        return access.takeTurn(editor.organizationId())
                .chain(() -> requireActive(editor.organizationId(), branchId))
                .chain(() -> stored(editor, department));
    }

    @WithTransaction
    Uni<ManagedDepartmentView> change(Caller.Staff editor, UUID id, DepartmentRequest request) {
        return access.takeTurn(editor.organizationId())
                .chain(() -> load(editor.organizationId(), id))
                .chain(
                        department -> {
                            ManagedDepartmentView before = ManagedDepartmentView.of(department);
                            request.applyTo(department);
                            return told(editor, before, department);
                        });
    }

    /** Once or more often: the rows stay, since tickets of the past refer to them. */
    @WithTransaction
    Uni<Void> deactivate(Caller.Staff editor, UUID id) {
        return access.takeTurn(editor.organizationId())
                .chain(() -> load(editor.organizationId(), id))
                .chain(
                        department -> {
                            ManagedDepartmentView before = ManagedDepartmentView.of(department);
                            department.active = false;
                            return told(editor, before, department);
                        })
                .replaceWithVoid();
    }

    private Uni<ManagedDepartmentView> stored(Caller.Staff editor, DepartmentEntity row) {
        return persist(row)
                .chain(() -> audit.created(editor, KIND, row.id, ManagedDepartmentView.of(row)));
    }

    private Uni<ManagedDepartmentView> told(
            Caller.Staff editor, ManagedDepartmentView before, DepartmentEntity row) {
        Uni<Void> allowed =
                before.active() && !row.active
                        ? tickets.refuseWithin(row.organizationId, row.id)
                        : Uni.createFrom().voidItem();
        return allowed.chain(
                () -> audit.changed(editor, KIND, row.id, before, ManagedDepartmentView.of(row)));
    }

    private static Uni<Void> requireActive(UUID organizationId, UUID branchId) {
        return BranchEntity.count(
                        "id = ?1 and organizationId = ?2 and active", branchId, organizationId)
                .invoke(
                        found -> {
                            if (found == 0) {
                                throw Fields.invalid(
                                        "branchId", "must be an active branch of yours");
                            }
                        })
                .replaceWithVoid();
    }

    private Uni<DepartmentEntity> load(UUID organizationId, UUID id) {
        return find("id = ?1 and organizationId = ?2", id, organizationId)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(ManagementRejection.UNKNOWN_DEPARTMENT::exception);
    }
}
