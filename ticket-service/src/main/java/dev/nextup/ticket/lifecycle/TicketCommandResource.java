package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Callers;
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

/** Staff move one ticket. */
@Path("/api/tickets")
@Tag(name = "Tickets")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class TicketCommandResource {

    private static final String CONFLICT = "`illegal-transition` or `stale-version`, with `ticket`";

    private final TicketCommands commands;
    private final Callers callers;

    TicketCommandResource(TicketCommands commands, Callers callers) {
        this.commands = commands;
        this.callers = callers;
    }

    @POST
    @Path("/{id}/call")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Call this ticket, out of turn",
            description =
                    "A waiting, held or missed one. Nothing is completed at the counter: it must be free.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = CallRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = TicketExamples.CALL_REQUEST)))
    @APIResponse(responseCode = "200", description = "The called ticket")
    @APIResponse(responseCode = "404", description = "`unknown-ticket` or `unknown-counter`")
    @APIResponse(
            responseCode = "409",
            description = "`illegal-transition`, `stale-version` or `counter-busy`, with `ticket`")
    public Uni<TicketView> call(
            @PathParam("id") UUID id,
            @Nullable CallRequest request,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = Target.KEY_HELP) @HeaderParam(Target.KEY)
                    @Nullable String key) {
        UUID counterId = request == null ? null : request.counterId;
        return commands.call(target(id, ifMatch, key, "call", "" + counterId), counterId);
    }

    @POST
    @Path("/{id}/recall")
    @Operation(
            summary = "Call a called ticket again",
            description =
                    "A call of its own, with its own call id: screens and devices tell it again. As often as"
                            + " the service's `recallLimit` allows since the ticket last waited.")
    @APIResponse(responseCode = "200", description = "The called ticket")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`illegal-transition`, `stale-version` or `recall-limit-reached`, with `ticket`")
    public Uni<TicketView> recall(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = Target.KEY_HELP) @HeaderParam(Target.KEY)
                    @Nullable String key) {
        return commands.recall(target(id, ifMatch, key, "recall", ""));
    }

    @POST
    @Path("/{id}/serve")
    @Operation(summary = "The customer of a called ticket has come")
    @APIResponse(responseCode = "200", description = "The ticket, now being served")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = CONFLICT)
    public Uni<TicketView> serve(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = Target.KEY_HELP) @HeaderParam(Target.KEY)
                    @Nullable String key) {
        return commands.serve(target(id, ifMatch, key, "serve", ""));
    }

    @POST
    @Path("/{id}/complete")
    @Operation(summary = "Complete a called or served ticket")
    @APIResponse(responseCode = "200", description = "The completed ticket")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = CONFLICT)
    public Uni<TicketView> complete(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = Target.KEY_HELP) @HeaderParam(Target.KEY)
                    @Nullable String key) {
        return commands.complete(target(id, ifMatch, key, "complete", ""));
    }

    @POST
    @Path("/{id}/skip")
    @Operation(
            summary = "Pass over a waiting or called ticket",
            description = "It becomes NO_SHOW.")
    @APIResponse(responseCode = "200", description = "The skipped ticket")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = CONFLICT)
    public Uni<TicketView> skip(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = Target.KEY_HELP) @HeaderParam(Target.KEY)
                    @Nullable String key) {
        return commands.skip(target(id, ifMatch, key, "skip", ""));
    }

    @POST
    @Path("/{id}/hold")
    @Operation(summary = "Set a waiting or called ticket aside")
    @APIResponse(responseCode = "200", description = "The held ticket")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = CONFLICT)
    public Uni<TicketView> hold(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Parameter(description = Target.KEY_HELP) @HeaderParam(Target.KEY)
                    @Nullable String key) {
        return commands.hold(target(id, ifMatch, key, "hold", ""));
    }

    private Target target(
            UUID id,
            @Nullable String ifMatch,
            @Nullable String key,
            String command,
            Object request) {
        return Target.of(id, callers.staff(Role.EMPLOYEE), ifMatch, key, command, request);
    }

    record CallRequest(@Nullable UUID counterId) {}
}
