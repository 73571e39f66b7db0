package dev.nextup.ticket.organization;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the active hierarchy, one statement per level. Callers provide the session. */
@ApplicationScoped
class OrganizationRepository implements PanacheRepositoryBase<OrganizationEntity, UUID> {

    private static final String OF_QUEUE =
            "active and (id in (select d.organizationId from DepartmentEntity d where d.id = ?1 and d.active)"
                    + " or id in (select s.organizationId from ServiceEntity s where s.id = ?1 and s.active))";

    private static final String ACTIVE = "organizationId = ?1 and active order by name, id";

    /** Unless it was deactivated. */
    Uni<Optional<OrganizationEntity>> activeByIdOrSlug(String idOrSlug) {
        return byIdOrSlug(idOrSlug).map(found -> found.filter(organization -> organization.active));
    }

    /** Active or not. */
    Uni<Optional<OrganizationEntity>> byIdOrSlug(String idOrSlug) {
        return uuid(idOrSlug)
                .map(this::findById)
                .orElseGet(() -> find("slug", idOrSlug).firstResult())
                .map(Optional::ofNullable);
    }

    /** Of an active department or service, unless it was deactivated itself. */
    Uni<Optional<OrganizationEntity>> ofQueue(UUID queueId) {
        return find(OF_QUEUE, queueId).firstResult().map(Optional::ofNullable);
    }

    Uni<Hierarchy> hierarchyOf(OrganizationEntity organization) {
        UUID id = organization.id;
        return BranchEntity.<BranchEntity>list(ACTIVE, id)
                .chain(
                        branches ->
                                DepartmentEntity.<DepartmentEntity>list(ACTIVE, id)
                                        .chain(
                                                departments ->
                                                        ServiceEntity.<ServiceEntity>list(
                                                                        ACTIVE, id)
                                                                .map(
                                                                        services ->
                                                                                new Hierarchy(
                                                                                        organization,
                                                                                        branches,
                                                                                        departments,
                                                                                        services))));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The rows of one organisation, level by level, each ordered by name. */
    record Hierarchy(
            OrganizationEntity organization,
            List<BranchEntity> branches,
            List<DepartmentEntity> departments,
            List<ServiceEntity> services) {}
}
