package dev.nextup.ticket.organization;

import dev.nextup.http.Caller;
import dev.nextup.http.Role;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.management.CreationKey;
import dev.nextup.ticket.management.ManagementAccess;
import dev.nextup.ticket.scope.Scopes;
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
import java.util.Objects;
import java.util.Optional;
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

/** Services for their own organisation: all staff read, managers change. */
@Path("/api/organizations/{organizationId}/services")
@Tag(name = "Management")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class ServiceResource {

    private final OfferedServices services;
    private final ManagementAccess access;
    private final Scopes scopes;

    ServiceResource(OfferedServices services, ManagementAccess access, Scopes scopes) {
        this.services = services;
        this.access = access;
        this.scopes = scopes;
    }

    @GET
    @Operation(summary = "All services of the organisation, deactivated ones too")
    @APIResponse(responseCode = "200", description = "Ordered by name")
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    public Uni<List<ManagedServiceView>> all(@PathParam("organizationId") UUID organizationId) {
        access.require(organizationId, Role.EMPLOYEE);
        return services.all(organizationId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Add a service",
            description = "For managers, in the departments they work for.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ServiceRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ManagementExamples.SERVICE_REQUEST)))
    @APIResponse(
            responseCode = "201",
            description = "The new service",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ManagedServiceView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ManagementExamples.SERVICE)))
    @APIResponse(responseCode = "403", description = "`forbidden`, `out-of-scope`")
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    @APIResponse(responseCode = "409", description = "`prefix-taken`")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<RestResponse<ManagedServiceView>> create(
            @PathParam("organizationId") UUID organizationId,
            @Nullable ServiceRequest request,
            @Parameter(description = CreationKey.HELP) @HeaderParam(CreationKey.HEADER)
                    @Nullable String key) {
        ServiceRequest given = ServiceRequest.ofNew(request);
        Caller.Staff editor = access.require(organizationId, Role.MANAGER);
        Optional<IdempotentCall> once = CreationKey.of(key, editor, "services", given);
        return scopes.requireDepartment(Objects.requireNonNull(given.departmentId()), editor)
                .chain(() -> services.create(editor, given, once))
                .map(created -> created(organizationId, created));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A service")
    @APIResponse(responseCode = "200", description = "The service, active or not")
    @APIResponse(responseCode = "404", description = "`unknown-service`")
    public Uni<ManagedServiceView> read(
            @PathParam("organizationId") UUID organizationId, @PathParam("id") UUID id) {
        access.require(organizationId, Role.EMPLOYEE);
        return services.read(organizationId, id);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a service",
            description =
                    "For managers. Optional fields that are absent are emptied; `active` is kept.")
    @APIResponse(responseCode = "200", description = "The service as it is now")
    @APIResponse(responseCode = "404", description = "`unknown-service`")
    @APIResponse(responseCode = "409", description = "`service-in-use`, `prefix-taken`")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<ManagedServiceView> change(
            @PathParam("organizationId") UUID organizationId,
            @PathParam("id") UUID id,
            @Nullable ServiceRequest request) {
        ServiceRequest given = ServiceRequest.of(request);
        return services.change(access.require(organizationId, Role.MANAGER), id, given);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Deactivate a service",
            description = "For managers. It stays readable; `active` in a PUT brings it back.")
    @APIResponse(responseCode = "204", description = "It is not active any more")
    @APIResponse(responseCode = "404", description = "`unknown-service`")
    @APIResponse(responseCode = "409", description = "`service-in-use`: people wait there")
    public Uni<Void> deactivate(
            @PathParam("organizationId") UUID organizationId, @PathParam("id") UUID id) {
        return services.deactivate(access.require(organizationId, Role.MANAGER), id);
    }

    private static RestResponse<ManagedServiceView> created(
            UUID organizationId, ManagedServiceView view) {
        URI location =
                URI.create("/api/organizations/" + organizationId + "/services/" + view.id());
        return RestResponse.ResponseBuilder.<ManagedServiceView>created(location)
                .entity(view)
                .build();
    }
}
