package dev.nextup.ticket.organization;

import dev.nextup.http.Caller;
import dev.nextup.ticket.management.AuditTrail;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** How an organisation presents itself, as its admins change it. */
@ApplicationScoped
class ManagedOrganizations {

    private final OrganizationRepository organizations;
    private final ManagementAccess access;
    private final AuditTrail audit;

    ManagedOrganizations(
            OrganizationRepository organizations, ManagementAccess access, AuditTrail audit) {
        this.organizations = organizations;
        this.access = access;
        this.audit = audit;
    }

    /** Fails with 422 {@code invalid-value}. */
    @WithTransaction
    Uni<ManagedOrganizationView> change(Caller.Staff editor, OrganizationRequest request) {
        return access.takeTurn(editor.organizationId())
                .chain(() -> organizations.findById(editor.organizationId()))
                .chain(
                        organization -> {
                            ManagedOrganizationView before =
                                    ManagedOrganizationView.of(organization);
                            request.applyTo(organization);
                            return audit.changed(
                                    editor,
                                    "organization",
                                    organization.id,
                                    before,
                                    ManagedOrganizationView.of(organization));
                        });
    }
}
