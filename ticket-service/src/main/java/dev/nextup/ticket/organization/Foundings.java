package dev.nextup.ticket.organization;

import dev.nextup.ticket.access.Invitation;
import dev.nextup.ticket.access.Invitations;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.management.AuditTrail;
import dev.nextup.ticket.management.AuditTrail.Change;
import dev.nextup.ticket.management.Fields;
import dev.nextup.ticket.organization.FoundingResource.FoundRequest;
import dev.nextup.ticket.organization.FoundingResource.FoundedView;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Creates an organisation together with its first admin, or neither. */
@ApplicationScoped
class Foundings {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final String UNIQUE_SLUG = "uq_organization_slug";

    private final OrganizationRepository organizations;
    private final Invitations invitations;
    private final AuditTrail audit;
    private final IdempotencyKeys idempotency;

    Foundings(
            OrganizationRepository organizations,
            Invitations invitations,
            AuditTrail audit,
            IdempotencyKeys idempotency) {
        this.organizations = organizations;
        this.invitations = invitations;
        this.audit = audit;
        this.idempotency = idempotency;
    }

    /** Fails with 409 {@code slug-taken}, {@code email-taken} or 422 {@code invalid-value}. */
    @WithTransaction
    Uni<FoundedView> found(FoundRequest request, Optional<IdempotentCall> once) {
        return idempotency
                .onceInSession(once, Founded.class, () -> foundNow(request))
                .map(
                        done ->
                                new FoundedView(
                                        done.id(),
                                        done.slug(),
                                        done.name(),
                                        invitations.view(done.admin())));
    }

    private Uni<Founded> foundNow(FoundRequest request) {
        String slug = String.valueOf(request.slug());
        if (!SLUG.matcher(slug).matches()) {
            throw Fields.invalid(
                    "slug", "takes small letters, digits and hyphens within, up to 63");
        }
        OrganizationEntity organization =
                OrganizationEntity.named(slug, Fields.name("name", request.name()));
        return organizations
                .count("slug", slug)
                .invoke(
                        taken -> {
                            if (taken > 0) {
                                throw ManagementRejection.SLUG_TAKEN.exception();
                            }
                        })
                .chain(() -> organizations.persistAndFlush(organization))
                .onFailure(Foundings::isTakenSlug)
                .transform(e -> ManagementRejection.SLUG_TAKEN.exception())
                .chain(() -> invite(organization, request))
                .map(admin -> new Founded(organization.id, slug, organization.name, admin));
    }

    private Uni<Invitation> invite(OrganizationEntity organization, FoundRequest request) {
        return invitations
                .inviteAdmin(
                        organization.id,
                        String.valueOf(request.adminEmail()),
                        String.valueOf(request.adminName()))
                .call(
                        admin ->
                                audit.append(
                                        organization.id,
                                        AuditTrail.OPERATOR,
                                        new Change(
                                                "organization-created",
                                                organization.id,
                                                null,
                                                Map.of(
                                                        "slug",
                                                        organization.slug,
                                                        "name",
                                                        organization.name,
                                                        "adminEmail",
                                                        admin.email()))));
    }

    private static boolean isTakenSlug(Throwable failure) {
        return failure instanceof PersistenceException
                && String.valueOf(failure.getMessage()).contains(UNIQUE_SLUG);
    }

    /** As it may be remembered: without the link. */
    record Founded(UUID id, String slug, String name, Invitation admin) {}
}
