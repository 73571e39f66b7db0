package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Callers;
import dev.nextup.http.RequiredFields;
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

/** What holders do with their ticket; staff may do it for them. */
@Path("/api/tickets")
@Tag(name = "Tickets")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class HolderCommandResource {

    private static final String CONFLICT = "`illegal-transition` or `stale-version`, with `ticket`";

    private final TicketCommands commands;
    private final PlaceCommands places;
    private final Callers callers;

    HolderCommandResource(TicketCommands commands, PlaceCommands places, Callers callers) {
        this.commands = commands;
        this.places = places;
        this.callers = callers;
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(
            summary = "Leave the queue",
            description = "A waiting, called or held ticket ends without service.")
    @APIResponse(responseCode = "200", description = "The cancelled ticket")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = CONFLICT)
    public Uni<TicketView> cancel(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = Target.KEY_HELP) @HeaderParam(Target.KEY)
                    @Nullable String key) {
        return commands.cancel(target(id, ifMatch, key, "cancel", ""));
    }

    @POST
    @Path("/{id}/confirm")
    @Operation(
            summary = "Say \"I'm here\"",
            description = "Changes no state; staff see `confirmedAt`.")
    @APIResponse(responseCode = "200", description = "The ticket")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = CONFLICT)
    public Uni<TicketView> confirm(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = Target.KEY_HELP) @HeaderParam(Target.KEY)
                    @Nullable String key) {
        return commands.confirm(target(id, ifMatch, key, "confirm", ""));
    }

    @POST
    @Path("/{id}/delay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Let others pass", description = "1 to 10 at once, three times at most.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = DelayRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = TicketExamples.DELAY_REQUEST)))
    @APIResponse(responseCode = "200", description = "The ticket at its new place")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`illegal-transition`, `stale-version` or `delay-limit-reached`, with `ticket`")
    @APIResponse(responseCode = "422", description = "`invalid-places`, with `ticket`")
    public Uni<TicketView> delay(
            @PathParam("id") UUID id,
            @Nullable DelayRequest request,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = Target.KEY_HELP) @HeaderParam(Target.KEY)
                    @Nullable String key) {
        Integer howMany = request == null ? null : request.places;
        new RequiredFields().with("places", howMany).check();
        int others = Objects.requireNonNull(howMany);
        return places.delay(target(id, ifMatch, key, "delay", others), others);
    }

    private Target target(
            UUID id,
            @Nullable String ifMatch,
            @Nullable String key,
            String command,
            Object request) {
        return Target.of(id, callers.current(), ifMatch, key, command, request);
    }

    record DelayRequest(@Nullable Integer places) {}
}
