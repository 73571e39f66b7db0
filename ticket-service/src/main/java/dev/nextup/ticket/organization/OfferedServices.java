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

/** The services of an organisation, as its managers see and change them. */
@ApplicationScoped
class OfferedServices implements PanacheRepositoryBase<ServiceEntity, UUID> {

    private static final String KIND = "service";

    private final ManagementAccess access;
    private final AuditTrail audit;
    private final OpenTickets tickets;
    private final IdempotencyKeys idempotency;

    OfferedServices(
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
    Uni<List<ManagedServiceView>> all(UUID organizationId) {
        return list("organizationId = ?1 order by name, id", organizationId)
                .map(rows -> rows.stream().map(ManagedServiceView::of).toList());
    }

    /** Fails with 404 {@code unknown-service}. */
    @WithSession
    Uni<ManagedServiceView> read(UUID organizationId, UUID id) {
        return load(organizationId, id).map(ManagedServiceView::of);
    }

    @WithTransaction
    Uni<ManagedServiceView> create(
            Caller.Staff editor, ServiceRequest request, Optional<IdempotentCall> once) {
        return idempotency.onceInSession(
                once, ManagedServiceView.class, () -> createNow(editor, request));
    }

    private Uni<ManagedServiceView> createNow(Caller.Staff editor, ServiceRequest request) {
        UUID departmentId = Objects.requireNonNull(request.departmentId());
        ServiceEntity service = ServiceEntity.in(editor.organizationId(), departmentId);
        request.applyTo(service);
        return access.takeTurn(editor.organizationId())
                .chain(() -> requireActive(editor.organizationId(), departmentId))
                .chain(() -> requireFree(service, service.prefix, service.active))
                .chain(() -> stored(editor, service));
    }

    @WithTransaction
    Uni<ManagedServiceView> change(Caller.Staff editor, UUID id, ServiceRequest request) {
        return access.takeTurn(editor.organizationId())
                .chain(() -> load(editor.organizationId(), id))
                .call(service -> requireFree(service, request))
                .chain(
                        service -> {
                            ManagedServiceView before = ManagedServiceView.of(service);
                            request.applyTo(service);
                            return told(editor, before, service);
                        });
    }

    /** Once or more often: the rows stay, since tickets of the past refer to them. */
    @WithTransaction
    Uni<Void> deactivate(Caller.Staff editor, UUID id) {
        return access.takeTurn(editor.organizationId())
                .chain(() -> load(editor.organizationId(), id))
                .chain(
                        service -> {
                            ManagedServiceView before = ManagedServiceView.of(service);
                            service.active = false;
                            return told(editor, before, service);
                        })
                .replaceWithVoid();
    }

    private static Uni<Void> requireFree(ServiceEntity service, ServiceRequest request) {
        boolean active = request.active() == null ? service.active : request.active();
        return requireFree(service, request.checkedPrefix(), active);
    }

    /** Before the row changes: otherwise the database would find out, and less politely. */
    private static Uni<Void> requireFree(ServiceEntity service, String prefix, boolean active) {
        return ServiceEntity.count(
                        "organizationId = ?1 and prefix = ?2 and active and id <> ?3",
                        service.organizationId,
                        prefix,
                        service.id)
                .invoke(
                        others -> {
                            if (active && others > 0) {
                                throw ManagementRejection.PREFIX_TAKEN.exception();
                            }
                        })
                .replaceWithVoid();
    }

    private Uni<ManagedServiceView> stored(Caller.Staff editor, ServiceEntity row) {
        return persist(row)
                .chain(() -> audit.created(editor, KIND, row.id, ManagedServiceView.of(row)));
    }

    private Uni<ManagedServiceView> told(
            Caller.Staff editor, ManagedServiceView before, ServiceEntity row) {
        Uni<Void> allowed =
                before.active() && !row.active
                        ? tickets.refuseWithin(row.organizationId, row.id)
                        : Uni.createFrom().voidItem();
        return allowed.chain(
                () -> audit.changed(editor, KIND, row.id, before, ManagedServiceView.of(row)));
    }

    private static Uni<Void> requireActive(UUID organizationId, UUID departmentId) {
        return DepartmentEntity.count(
                        "id = ?1 and organizationId = ?2 and active", departmentId, organizationId)
                .invoke(
                        found -> {
                            if (found == 0) {
                                throw Fields.invalid(
                                        "departmentId", "must be an active department of yours");
                            }
                        })
                .replaceWithVoid();
    }

    private Uni<ServiceEntity> load(UUID organizationId, UUID id) {
        return find("id = ?1 and organizationId = ?2", id, organizationId)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(ManagementRejection.UNKNOWN_SERVICE::exception);
    }
}
