package dev.nextup.ticket.organization;

import dev.nextup.http.Role;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The way in for customers: what can be queued for, and how long it takes; and for admins, how the
 * organisation presents itself there.
 */
@Path("/api/organizations/{idOrSlug}")
@Tag(name = "Organisations")
@Produces(MediaType.APPLICATION_JSON)
class OrganizationResource {

    private final Organizations organizations;
    private final ManagedOrganizations managed;
    private final ManagementAccess access;

    OrganizationResource(
            Organizations organizations, ManagedOrganizations managed, ManagementAccess access) {
        this.organizations = organizations;
        this.managed = managed;
        this.access = access;
    }

    @GET
    @PermitAll
    @Operation(summary = "An organisation with its branches, departments and services")
    @APIResponse(
            responseCode = "200",
            description = "Everything active, ordered by name",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = OrganizationView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = OrganizationExamples.ORGANIZATION)))
    @APIResponse(responseCode = "404", description = "`unknown-organization`")
    public Uni<OrganizationView> get(
            @Parameter(description = "Id or slug", example = "demo") @PathParam("idOrSlug")
                    String idOrSlug) {
        return organizations.view(idOrSlug);
    }

    @PUT
    @Authenticated
    @Tag(name = "Management")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change how an organisation presents itself",
            description =
                    "For admins, with the id, not the slug. Optional fields that are absent are emptied;"
                            + " `languages` is kept. The logo has its own address.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = OrganizationRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = OrganizationExamples.CHANGE_REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "The organisation as it is now",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ManagedOrganizationView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = OrganizationExamples.CHANGED)))
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<ManagedOrganizationView> change(
            @PathParam("idOrSlug") String idOrSlug, @Nullable OrganizationRequest request) {
        OrganizationRequest given = OrganizationRequest.of(request);
        return managed.change(access.require(idOrSlug, Role.ADMIN), given);
    }
}
