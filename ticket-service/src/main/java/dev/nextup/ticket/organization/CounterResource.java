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

/** Counters for their own organisation: all staff read, managers change. */
@Path("/api/organizations/{organizationId}/counters")
@Tag(name = "Management")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class CounterResource {

    private final Counters counters;
    private final ManagementAccess access;
    private final Scopes scopes;

    CounterResource(Counters counters, ManagementAccess access, Scopes scopes) {
        this.counters = counters;
        this.access = access;
        this.scopes = scopes;
    }

    @GET
    @Operation(summary = "All counters of the organisation, deactivated ones too")
    @APIResponse(responseCode = "200", description = "Ordered by name")
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    public Uni<List<ManagedCounterView>> all(@PathParam("organizationId") UUID organizationId) {
        access.require(organizationId, Role.EMPLOYEE);
        return counters.all(organizationId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Add a counter",
            description = "For managers, in the departments they work for.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = CounterRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ManagementExamples.COUNTER_REQUEST)))
    @APIResponse(
            responseCode = "201",
            description = "The new counter",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ManagedCounterView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ManagementExamples.COUNTER)))
    @APIResponse(responseCode = "403", description = "`forbidden`, `out-of-scope`")
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<RestResponse<ManagedCounterView>> create(
            @PathParam("organizationId") UUID organizationId,
            @Nullable CounterRequest request,
            @Parameter(description = CreationKey.HELP) @HeaderParam(CreationKey.HEADER)
                    @Nullable String key) {
        CounterRequest given = CounterRequest.ofNew(request);
        Caller.Staff editor = access.require(organizationId, Role.MANAGER);
        Optional<IdempotentCall> once = CreationKey.of(key, editor, "counters", given);
        return scopes.requireDepartment(Objects.requireNonNull(given.departmentId()), editor)
                .chain(() -> counters.create(editor, given, once))
                .map(created -> created(organizationId, created));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A counter")
    @APIResponse(responseCode = "200", description = "The counter, active or not")
    @APIResponse(responseCode = "404", description = "`unknown-counter`")
    public Uni<ManagedCounterView> read(
            @PathParam("organizationId") UUID organizationId, @PathParam("id") UUID id) {
        access.require(organizationId, Role.EMPLOYEE);
        return counters.read(organizationId, id);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a counter",
            description =
                    "For managers. Optional fields that are absent are emptied; `active` is kept.")
    @APIResponse(responseCode = "200", description = "The counter as it is now")
    @APIResponse(responseCode = "404", description = "`unknown-counter`")
    @APIResponse(responseCode = "409", description = "`counter-in-use`")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<ManagedCounterView> change(
            @PathParam("organizationId") UUID organizationId,
            @PathParam("id") UUID id,
            @Nullable CounterRequest request) {
        CounterRequest given = CounterRequest.of(request);
        return counters.change(access.require(organizationId, Role.MANAGER), id, given);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Deactivate a counter",
            description = "For managers. It stays readable; `active` in a PUT brings it back.")
    @APIResponse(responseCode = "204", description = "It is not active any more")
    @APIResponse(responseCode = "404", description = "`unknown-counter`")
    @APIResponse(responseCode = "409", description = "`counter-in-use`: somebody is served there")
    public Uni<Void> deactivate(
            @PathParam("organizationId") UUID organizationId, @PathParam("id") UUID id) {
        return counters.deactivate(access.require(organizationId, Role.MANAGER), id);
    }

    private static RestResponse<ManagedCounterView> created(
            UUID organizationId, ManagedCounterView view) {
        URI location =
                URI.create("/api/organizations/" + organizationId + "/counters/" + view.id());
        return RestResponse.ResponseBuilder.<ManagedCounterView>created(location)
                .entity(view)
                .build();
    }
}
