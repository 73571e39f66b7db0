package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketRequeued.Place;
import dev.nextup.http.Callers;
import dev.nextup.http.RequiredFields;
import dev.nextup.http.Role;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff give one ticket another place. */
@Path("/api/tickets")
@Tag(name = "Tickets")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class TicketPlaceResource {

    private static final String CONFLICT = "`illegal-transition` or `stale-version`, with `ticket`";

    private final PlaceCommands commands;
    private final Callers callers;

    TicketPlaceResource(PlaceCommands commands, Callers callers) {
        this.commands = commands;
        this.callers = callers;
    }

    @POST
    @Path("/{id}/requeue")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Let a ticket wait again",
            description =
                    "A held, missed or called one, or one completed within the last ten minutes. FIRST is"
                            + " next within its priority class, LAST is behind all who wait now.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = RequeueRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = TicketExamples.REQUEUE_REQUEST)))
    @APIResponse(responseCode = "200", description = "The waiting ticket")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(
            responseCode = "409",
            description =
                    CONFLICT + "; `queue-closed`: the service was deactivated since, with `ticket`")
    public Uni<TicketView> requeue(
            @PathParam("id") UUID id,
            @Nullable RequeueRequest request,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = Target.KEY_HELP) @HeaderParam(Target.KEY)
                    @Nullable String key) {
        Place place = request == null ? null : request.place;
        new RequiredFields().with("place", place).check();
        Place to = Objects.requireNonNull(place);
        return commands.requeue(target(id, ifMatch, key, "requeue", to), to);
    }

    @POST
    @Path("/{id}/transfer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Move a ticket to another service of its branch",
            description = "It keeps its number and waits there by its original arrival.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = TransferRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = TicketExamples.TRANSFER_REQUEST)))
    @APIResponse(responseCode = "200", description = "The waiting ticket")
    @APIResponse(responseCode = "404", description = "`unknown-ticket` or `unknown-service`")
    @APIResponse(responseCode = "409", description = CONFLICT)
    @APIResponse(responseCode = "422", description = "`transfer-not-possible`, with `ticket`")
    public Uni<TicketView> transfer(
            @PathParam("id") UUID id,
            @Nullable TransferRequest request,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = Target.KEY_HELP) @HeaderParam(Target.KEY)
                    @Nullable String key) {
        UUID serviceId = request == null ? null : request.serviceId;
        new RequiredFields().with("serviceId", serviceId).check();
        UUID to = Objects.requireNonNull(serviceId);
        return commands.transfer(target(id, ifMatch, key, "transfer", to), to);
    }

    private Target target(
            UUID id,
            @Nullable String ifMatch,
            @Nullable String key,
            String command,
            Object request) {
        return Target.of(id, callers.staff(Role.EMPLOYEE), ifMatch, key, command, request);
    }

    record RequeueRequest(@Nullable Place place) {}

    record TransferRequest(@Nullable UUID serviceId) {}
}
