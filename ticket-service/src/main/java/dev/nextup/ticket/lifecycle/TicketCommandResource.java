package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Callers;
import dev.nextup.http.ExpectedVersion;
import dev.nextup.http.Role;
import dev.nextup.ticket.idempotency.IdempotentCall;
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
import org.jspecify.annotations.Nullable;

/** Staff move one ticket. */
@Path("/api/tickets")
@Tag(name = "Tickets")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class TicketCommandResource {

    private static final String KEY = "Idempotency-Key";
    private static final String KEY_HELP =
            "16 to 64 characters; a retry with the same key calls only once";
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
            @Parameter(description = KEY_HELP) @HeaderParam(KEY) @Nullable String key) {
        Target target = target(id, ifMatch);
        UUID counterId = request == null ? null : request.counterId;
        return commands.call(target, counterId, once(target, key, "call", "" + counterId));
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
            @Parameter(description = KEY_HELP) @HeaderParam(KEY) @Nullable String key) {
        Target target = target(id, ifMatch);
        return commands.recall(target, once(target, key, "recall", ""));
    }

    @POST
    @Path("/{id}/serve")
    @Operation(summary = "The customer of a called ticket has come")
    @APIResponse(responseCode = "200", description = "The ticket, now being served")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = CONFLICT)
    public Uni<TicketView> serve(
            @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return commands.serve(target(id, ifMatch));
    }

    @POST
    @Path("/{id}/complete")
    @Operation(summary = "Complete a called or served ticket")
    @APIResponse(responseCode = "200", description = "The completed ticket")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = CONFLICT)
    public Uni<TicketView> complete(
            @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return commands.complete(target(id, ifMatch));
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
            @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return commands.skip(target(id, ifMatch));
    }

    @POST
    @Path("/{id}/hold")
    @Operation(summary = "Set a waiting or called ticket aside")
    @APIResponse(responseCode = "200", description = "The held ticket")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = CONFLICT)
    public Uni<TicketView> hold(
            @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return commands.hold(target(id, ifMatch));
    }

    private Target target(UUID id, @Nullable String ifMatch) {
        return new Target(id, callers.staff(Role.EMPLOYEE), ExpectedVersion.of(ifMatch));
    }

    private static Optional<IdempotentCall> once(
            Target target, @Nullable String key, String command, String request) {
        return IdempotentCall.of(
                key,
                target.by().key(),
                "POST",
                "/api/tickets/" + target.ticketId() + "/" + command,
                request);
    }

    record CallRequest(@Nullable UUID counterId) {}
}
