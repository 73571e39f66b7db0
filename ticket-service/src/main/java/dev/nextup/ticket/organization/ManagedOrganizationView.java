package dev.nextup.ticket.organization;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organisation as its admins manage it. */
record ManagedOrganizationView(
        UUID id,
        String slug,
        String name,
        @Nullable String logoUrl,
        @Nullable String primaryColor,
        @Nullable String welcomeMessage,
        List<String> languages) {

    static ManagedOrganizationView of(OrganizationEntity organization) {
        return new ManagedOrganizationView(
                organization.id,
                organization.slug,
                organization.name,
                organization.logoUrl,
                organization.primaryColor,
                organization.welcomeMessage,
                List.copyOf(organization.languages));
    }
}
