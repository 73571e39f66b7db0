package dev.nextup.ticket.queue;

import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
import dev.nextup.http.Role;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.queue.QueueResets.CleanupView;
import dev.nextup.ticket.queue.QueueResets.ResetView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

/** Managers empty a queue, staff clear away what has ended. */
@Path("/api")
@Tag(name = "Queues")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class QueueResetResource {

    private final QueueResets queues;
    private final Callers callers;

    QueueResetResource(QueueResets queues, Callers callers) {
        this.queues = queues;
        this.callers = callers;
    }

    @POST
    @Path("/queues/{queueId}/reset")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Empty a queue",
            description =
                    "For managers. Cancels who waits, was called or is held, tells their holders, and lets numbers"
                            + " begin at 1 in a new series. Who is being served stays. With `cleanup` everything"
                            + " that has ended leaves the lists.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ResetRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ResetExamples.RESET_REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "How many were cancelled and archived",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ResetView.class),
                            examples =
                                    @ExampleObject(name = "example", value = ResetExamples.RESET)))
    @APIResponse(responseCode = "403", description = "`forbidden`: not for employees")
    @APIResponse(responseCode = "404", description = "`unknown-queue`")
    public Uni<ResetView> reset(
            @PathParam("queueId") UUID queueId,
            @Nullable ResetRequest request,
            @Parameter(
                            description =
                                    "16 to 64 characters; a retry with the same key cancels nobody who came later")
                    @HeaderParam("Idempotency-Key")
                    @Nullable String key) {
        Caller.Staff staff = callers.staff(Role.MANAGER);
        boolean cleanup = request != null && Boolean.TRUE.equals(request.cleanup);
        String path = "/api/queues/" + queueId + "/reset";
        Optional<IdempotentCall> once =
                IdempotentCall.of(key, staff.key(), "POST", path, "" + cleanup);
        return queues.reset(queueId, cleanup, staff, once);
    }

    @POST
    @Path("/queues/{queueId}/cleanup")
    @Operation(
            summary = "Archive what ended over 24 hours ago",
            description =
                    "Archived tickets are in no list and on no board any more. Their holders still see them.")
    @APIResponse(
            responseCode = "200",
            description = "How many were archived",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = CleanupView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ResetExamples.CLEANED_UP)))
    @APIResponse(responseCode = "404", description = "`unknown-queue`")
    public Uni<CleanupView> cleanup(@PathParam("queueId") UUID queueId) {
        return queues.cleanup(queueId, callers.staff(Role.EMPLOYEE));
    }

    /**
     * @param cleanup absent: false
     */
    record ResetRequest(@Nullable Boolean cleanup) {}
}
