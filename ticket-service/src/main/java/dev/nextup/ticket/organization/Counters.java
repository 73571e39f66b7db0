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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The counters of an organisation, as its managers see and change them. */
@ApplicationScoped
class Counters implements PanacheRepositoryBase<CounterEntity, UUID> {

    private static final String KIND = "counter";

    private final ManagementAccess access;
    private final AuditTrail audit;
    private final OpenTickets tickets;
    private final IdempotencyKeys idempotency;

    Counters(
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
    Uni<List<ManagedCounterView>> all(UUID organizationId) {
        return list("organizationId = ?1 order by name, id", organizationId)
                .map(rows -> rows.stream().map(ManagedCounterView::of).toList());
    }

    /** Fails with 404 {@code unknown-counter}. */
    @WithSession
    Uni<ManagedCounterView> read(UUID organizationId, UUID id) {
        return load(organizationId, id).map(ManagedCounterView::of);
    }

    @WithTransaction
    Uni<ManagedCounterView> create(
            Caller.Staff editor, CounterRequest request, Optional<IdempotentCall> once) {
        return idempotency.onceInSession(
                once, ManagedCounterView.class, () -> createNow(editor, request));
    }

    private Uni<ManagedCounterView> createNow(Caller.Staff editor, CounterRequest request) {
        UUID departmentId = Objects.requireNonNull(request.departmentId());
        CounterEntity counter = CounterEntity.in(editor.organizationId(), departmentId);
        return access.takeTurn(editor.organizationId())
                .chain(() -> requireActive(editor.organizationId(), departmentId))
                .chain(() -> servicesOf(counter))
                .invoke(services -> request.applyTo(counter, services))
                .chain(() -> stored(editor, counter));
    }

    @WithTransaction
    Uni<ManagedCounterView> change(Caller.Staff editor, UUID id, CounterRequest request) {
        return access.takeTurn(editor.organizationId())
                .chain(() -> load(editor.organizationId(), id))
                .chain(
                        counter ->
                                servicesOf(counter)
                                        .chain(s -> changed(editor, counter, request, s)));
    }

    /** Once or more often: the rows stay, since tickets of the past refer to them. */
    @WithTransaction
    Uni<Void> deactivate(Caller.Staff editor, UUID id) {
        return access.takeTurn(editor.organizationId())
                .chain(() -> load(editor.organizationId(), id))
                .chain(
                        counter -> {
                            ManagedCounterView before = ManagedCounterView.of(counter);
                            counter.active = false;
                            return told(editor, before, counter);
                        })
                .replaceWithVoid();
    }

    private Uni<ManagedCounterView> changed(
            Caller.Staff editor,
            CounterEntity counter,
            CounterRequest request,
            Set<UUID> services) {
        ManagedCounterView before = ManagedCounterView.of(counter);
        request.applyTo(counter, services);
        return told(editor, before, counter);
    }

    private static Uni<Set<UUID>> servicesOf(CounterEntity counter) {
        return ServiceEntity.<ServiceEntity>list(
                        "organizationId = ?1 and departmentId = ?2 and active",
                        counter.organizationId,
                        counter.departmentId)
                .map(rows -> rows.stream().map(s -> s.id).collect(Collectors.toSet()));
    }

    private Uni<ManagedCounterView> stored(Caller.Staff editor, CounterEntity row) {
        return persist(row)
                .chain(() -> audit.created(editor, KIND, row.id, ManagedCounterView.of(row)));
    }

    private Uni<ManagedCounterView> told(
            Caller.Staff editor, ManagedCounterView before, CounterEntity row) {
        Uni<Void> allowed =
                before.active() && !row.active
                        ? tickets.refuseAtCounter(row.organizationId, row.id)
                        : Uni.createFrom().voidItem();
        return allowed.chain(
                () -> audit.changed(editor, KIND, row.id, before, ManagedCounterView.of(row)));
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

    private Uni<CounterEntity> load(UUID organizationId, UUID id) {
        return find("id = ?1 and organizationId = ?2", id, organizationId)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(ManagementRejection.UNKNOWN_COUNTER::exception);
    }
}
