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

/** Departments for their own organisation: all staff read, admins change. */
@Path("/api/organizations/{organizationId}/departments")
@Tag(name = "Management")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class DepartmentResource {

    private final Departments departments;
    private final ManagementAccess access;

    DepartmentResource(Departments departments, ManagementAccess access) {
        this.departments = departments;
        this.access = access;
    }

    @GET
    @Operation(summary = "All departments of the organisation, deactivated ones too")
    @APIResponse(responseCode = "200", description = "Ordered by name")
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    public Uni<List<ManagedDepartmentView>> all(@PathParam("organizationId") UUID organizationId) {
        access.require(organizationId, Role.EMPLOYEE);
        return departments.all(organizationId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add a department", description = "For admins.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = DepartmentRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ManagementExamples.DEPARTMENT_REQUEST)))
    @APIResponse(
            responseCode = "201",
            description = "The new department",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ManagedDepartmentView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ManagementExamples.DEPARTMENT)))
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<RestResponse<ManagedDepartmentView>> create(
            @PathParam("organizationId") UUID organizationId,
            @Nullable DepartmentRequest request,
            @Parameter(description = CreationKey.HELP) @HeaderParam(CreationKey.HEADER)
                    @Nullable String key) {
        DepartmentRequest given = DepartmentRequest.ofNew(request);
        Caller.Staff editor = access.require(organizationId, Role.ADMIN);
        return departments
                .create(editor, given, CreationKey.of(key, editor, "departments", given))
                .map(created -> created(organizationId, created));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A department")
    @APIResponse(responseCode = "200", description = "The department, active or not")
    @APIResponse(responseCode = "404", description = "`unknown-department`")
    public Uni<ManagedDepartmentView> read(
            @PathParam("organizationId") UUID organizationId, @PathParam("id") UUID id) {
        access.require(organizationId, Role.EMPLOYEE);
        return departments.read(organizationId, id);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a department",
            description =
                    "For admins. Optional fields that are absent are emptied; `active` is kept.")
    @APIResponse(responseCode = "200", description = "The department as it is now")
    @APIResponse(responseCode = "404", description = "`unknown-department`")
    @APIResponse(responseCode = "409", description = "`service-in-use`: people wait there")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<ManagedDepartmentView> change(
            @PathParam("organizationId") UUID organizationId,
            @PathParam("id") UUID id,
            @Nullable DepartmentRequest request) {
        DepartmentRequest given = DepartmentRequest.of(request);
        return departments.change(access.require(organizationId, Role.ADMIN), id, given);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Deactivate a department",
            description = "For admins. It stays readable; `active` in a PUT brings it back.")
    @APIResponse(responseCode = "204", description = "It is not active any more")
    @APIResponse(responseCode = "404", description = "`unknown-department`")
    @APIResponse(responseCode = "409", description = "`service-in-use`: people wait there")
    public Uni<Void> deactivate(
            @PathParam("organizationId") UUID organizationId, @PathParam("id") UUID id) {
        return departments.deactivate(access.require(organizationId, Role.ADMIN), id);
    }

    private static RestResponse<ManagedDepartmentView> created(
            UUID organizationId, ManagedDepartmentView view) {
        URI location =
                URI.create("/api/organizations/" + organizationId + "/departments/" + view.id());
        return RestResponse.ResponseBuilder.<ManagedDepartmentView>created(location)
                .entity(view)
                .build();
    }
}
