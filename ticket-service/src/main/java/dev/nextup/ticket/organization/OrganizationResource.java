package dev.nextup.ticket.organization;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The way in for customers: what can be queued for, and how long it takes. */
@Path("/api/organizations/{idOrSlug}")
@Tag(name = "Organisations")
@Produces(MediaType.APPLICATION_JSON)
class OrganizationResource {

    private final Organizations organizations;

    OrganizationResource(Organizations organizations) {
        this.organizations = organizations;
    }

    @GET
    @PermitAll
    @Operation(summary = "An organisation with its branches, departments and services")
    @APIResponse(responseCode = "200", description = "Everything active, ordered by name")
    @APIResponse(responseCode = "404", description = "`unknown-organization`")
    public Uni<OrganizationView> get(
            @Parameter(description = "Id or slug", example = "demo") @PathParam("idOrSlug")
                    String idOrSlug) {
        return organizations.view(idOrSlug);
    }
}
