package dev.nextup.ticket.organization;

import dev.nextup.http.Caller;
import dev.nextup.http.Role;
import dev.nextup.ticket.management.CreationKey;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Branches for their own organisation: all staff read, admins change. */
@Path("/api/organizations/{organizationId}/branches")
@Tag(name = "Management")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class BranchResource {

    private final Branches branches;
    private final ManagementAccess access;

    BranchResource(Branches branches, ManagementAccess access) {
        this.branches = branches;
        this.access = access;
    }

    @GET
    @Operation(summary = "All branches of the organisation, deactivated ones too")
    @APIResponse(responseCode = "200", description = "Ordered by name")
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    public Uni<List<ManagedBranchView>> all(@PathParam("organizationId") UUID organizationId) {
        access.require(organizationId, Role.EMPLOYEE);
        return branches.all(organizationId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add a branch", description = "For admins.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = BranchRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ManagementExamples.BRANCH_REQUEST)))
    @APIResponse(
            responseCode = "201",
            description = "The new branch",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ManagedBranchView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ManagementExamples.BRANCH)))
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<RestResponse<ManagedBranchView>> create(
            @PathParam("organizationId") UUID organizationId,
            @Nullable BranchRequest request,
            @Parameter(description = CreationKey.HELP) @HeaderParam(CreationKey.HEADER)
                    @Nullable String key) {
        BranchRequest given = BranchRequest.of(request);
        Caller.Staff editor = access.require(organizationId, Role.ADMIN);
        return branches.create(editor, given, CreationKey.of(key, editor, "branches", given))
                .map(created -> created(organizationId, created));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A branch")
    @APIResponse(responseCode = "200", description = "The branch, active or not")
    @APIResponse(responseCode = "404", description = "`unknown-branch`")
    public Uni<ManagedBranchView> read(
            @PathParam("organizationId") UUID organizationId, @PathParam("id") UUID id) {
        access.require(organizationId, Role.EMPLOYEE);
        return branches.read(organizationId, id);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a branch",
            description =
                    "For admins. Optional fields that are absent are emptied; `active` is kept.")
    @APIResponse(responseCode = "200", description = "The branch as it is now")
    @APIResponse(responseCode = "404", description = "`unknown-branch`")
    @APIResponse(responseCode = "409", description = "`service-in-use`: people wait there")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<ManagedBranchView> change(
            @PathParam("organizationId") UUID organizationId,
            @PathParam("id") UUID id,
            @Nullable BranchRequest request) {
        BranchRequest given = BranchRequest.of(request);
        return branches.change(access.require(organizationId, Role.ADMIN), id, given);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Deactivate a branch",
            description = "For admins. It stays readable; `active` in a PUT brings it back.")
    @APIResponse(responseCode = "204", description = "It is not active any more")
    @APIResponse(responseCode = "404", description = "`unknown-branch`")
    @APIResponse(responseCode = "409", description = "`service-in-use`: people wait there")
    public Uni<Void> deactivate(
            @PathParam("organizationId") UUID organizationId, @PathParam("id") UUID id) {
        return branches.deactivate(access.require(organizationId, Role.ADMIN), id);
    }

    private static RestResponse<ManagedBranchView> created(
            UUID organizationId, ManagedBranchView view) {
        URI location =
                URI.create("/api/organizations/" + organizationId + "/branches/" + view.id());
        return RestResponse.ResponseBuilder.<ManagedBranchView>created(location)
                .entity(view)
                .build();
    }
}
