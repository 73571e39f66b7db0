package dev.nextup.ticket.walkin;

import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
import dev.nextup.http.Role;
import dev.nextup.ticket.access.ClaimCodes;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.LanguageTag;
import dev.nextup.ticket.walkin.WalkIns.WalkIn;
import dev.nextup.ticket.walkin.WalkIns.WalkInOrder;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
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

/** Staff issue tickets at the desk. */
@Path("/api/queues/{queueId}/tickets")
@Tag(name = "Queues")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class WalkInResource {

    private final WalkIns walkIns;
    private final ClaimCodes codes;
    private final Callers callers;

    WalkInResource(WalkIns walkIns, ClaimCodes codes, Callers callers) {
        this.walkIns = walkIns;
        this.codes = codes;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Issue a ticket to a walk-in",
            description =
                    "`serviceId` may be left out for a service's queue, and for a department with just one."
                            + " `priority` is 0 to 9, 0 if absent; higher classes are called first.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WalkInRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = WalkInExamples.WALK_IN_REQUEST)))
    @APIResponse(
            responseCode = "201",
            description = "The ticket, and the link to show as QR code",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WalkInView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = WalkInExamples.WALK_IN)))
    @APIResponse(responseCode = "404", description = "`unknown-queue`")
    @APIResponse(responseCode = "409", description = "`queue-closed` or `queue-full`")
    @APIResponse(
            responseCode = "422",
            description = "`invalid-value`, with `field`, or `idempotency-key-reused`")
    public Uni<RestResponse<WalkInView>> issue(
            @PathParam("queueId") UUID queueId,
            @Nullable WalkInRequest request,
            @Parameter(description = "16 to 64 characters; a retry issues no second ticket")
                    @HeaderParam("Idempotency-Key")
                    @Nullable String key) {
        WalkInRequest given = request == null ? WalkInRequest.EMPTY : request;
        String language = LanguageTag.checked(given.language);
        Caller.Staff staff = callers.staff(Role.EMPLOYEE);
        Optional<IdempotentCall> once =
                IdempotentCall.of(
                        key, staff.key(), "POST", "/api/queues/" + queueId + "/tickets", given);
        WalkInOrder order = new WalkInOrder(given.serviceId, language, given.priority);
        return walkIns.issue(queueId, order, staff, once).map(this::created);
    }

    private RestResponse<WalkInView> created(WalkIn walkIn) {
        UUID id = walkIn.ticket().id();
        String claimUrl = codes.url(id, walkIn.seed());
        return RestResponse.ResponseBuilder.<WalkInView>created(URI.create("/api/tickets/" + id))
                .entity(WalkInView.of(walkIn.ticket(), walkIn.priority(), claimUrl))
                .build();
    }

    record WalkInRequest(
            @Nullable UUID serviceId, @Nullable String language, @Nullable Integer priority) {

        static final WalkInRequest EMPTY = new WalkInRequest(null, null, null);
    }
}
