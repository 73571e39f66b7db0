package dev.nextup.ticket.organization;

import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.management.AuditTrail;
import dev.nextup.ticket.management.AuditTrail.Change;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

/** Deactivates organisations and brings them back; none is ever deleted. */
@ApplicationScoped
class OrganizationLife {

    private final OrganizationRepository organizations;
    private final OpenTickets tickets;
    private final AuditTrail audit;

    OrganizationLife(OrganizationRepository organizations, OpenTickets tickets, AuditTrail audit) {
        this.organizations = organizations;
        this.tickets = tickets;
        this.audit = audit;
    }

    /**
     * Once or more often. Fails with 404 {@code unknown-organization}, 409 {@code service-in-use}
     * while any ticket is open.
     */
    @WithTransaction
    Uni<Void> deactivate(String idOrSlug) {
        return locked(idOrSlug)
                .chain(
                        organization ->
                                tickets.refuseWithin(organization.id, organization.id)
                                        .chain(() -> switched(organization, false)));
    }

    /** Once or more often. Fails with 404 {@code unknown-organization}. */
    @WithTransaction
    Uni<Void> reactivate(String idOrSlug) {
        return locked(idOrSlug).chain(organization -> switched(organization, true));
    }

    private Uni<Void> switched(OrganizationEntity organization, boolean active) {
        if (organization.active == active) {
            return Uni.createFrom().voidItem();
        }
        organization.active = active;
        String action = active ? "organization-reactivated" : "organization-deactivated";
        return audit.append(
                organization.id,
                AuditTrail.OPERATOR,
                new Change(action, organization.id, null, null));
    }

    private Uni<OrganizationEntity> locked(String idOrSlug) {
        return organizations
                .byIdOrSlug(idOrSlug)
                .map(
                        found ->
                                found.orElseThrow(
                                        () -> new RejectedException(OrganizationRejection.UNKNOWN)))
                .chain(
                        organization ->
                                organizations
                                        .getSession()
                                        .chain(
                                                session ->
                                                        session.refresh(
                                                                organization,
                                                                LockModeType.PESSIMISTIC_WRITE))
                                        .replaceWith(organization));
    }
}
