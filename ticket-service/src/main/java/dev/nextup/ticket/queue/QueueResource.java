package dev.nextup.ticket.queue;

import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
import dev.nextup.http.Role;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.TicketView;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Staff look at a queue and call from it. */
@Path("/api")
@Tag(name = "Queues")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class QueueResource {

    private static final String KEY = "Idempotency-Key";

    private final Queues queues;
    private final Callers callers;

    QueueResource(Queues queues, Callers callers) {
        this.queues = queues;
        this.callers = callers;
    }

    @GET
    @Path("/queues/{queueId}")
    @Operation(
            summary = "A queue with all its tickets",
            description = "A queue id is a service id or a department id.")
    @APIResponse(
            responseCode = "200",
            description = "The lists as of one moment",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = QueueView.class),
                            examples =
                                    @ExampleObject(name = "example", value = QueueExamples.QUEUE)))
    @APIResponse(responseCode = "404", description = "`unknown-queue`")
    public Uni<QueueView> get(@PathParam("queueId") UUID queueId) {
        return queues.view(queueId, callers.staff(Role.EMPLOYEE));
    }

    @GET
    @Path("/counters/{counterId}/queue")
    @Operation(
            summary = "The queue of a counter",
            description =
                    "The tickets of exactly the services it serves, in the order in which its call-next takes"
                            + " them. `id` and `name` are the counter's.")
    @APIResponse(responseCode = "200", description = "The lists as of one moment")
    @APIResponse(responseCode = "404", description = "`unknown-counter`")
    public Uni<QueueView> getAt(@PathParam("counterId") UUID counterId) {
        return queues.viewAt(counterId, callers.staff(Role.EMPLOYEE));
    }

    @POST
    @Path("/queues/{queueId}/call-next")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Call the next ticket",
            description =
                    "With `counterId`, completes the counter's current ticket in the same transaction.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = CallNextRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = QueueExamples.CALL_NEXT_REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "The called ticket",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = TicketView.class),
                            examples =
                                    @ExampleObject(name = "example", value = QueueExamples.CALLED)))
    @APIResponse(responseCode = "204", description = "Nobody waits")
    @APIResponse(responseCode = "404", description = "`unknown-queue` or `unknown-counter`")
    public Uni<RestResponse<TicketView>> callNext(
            @PathParam("queueId") UUID queueId,
            @Nullable CallNextRequest request,
            @Parameter(
                            description =
                                    "16 to 64 characters; a retry with the same key calls nobody else")
                    @HeaderParam(KEY)
                    @Nullable String key) {
        Caller.Staff staff = callers.staff(Role.EMPLOYEE);
        UUID counterId = request == null ? null : request.counterId;
        Optional<IdempotentCall> once =
                IdempotentCall.of(
                        key,
                        staff.key(),
                        "POST",
                        "/api/queues/" + queueId + "/call-next",
                        "" + counterId);
        return queues.callNext(queueId, counterId, staff, once).map(QueueResource::calledOrNobody);
    }

    @POST
    @Path("/counters/{counterId}/call-next")
    @Operation(
            summary = "Call the next ticket to a counter",
            description =
                    "The oldest over the services the counter serves: its own, or all of its department"
                            + " if it has none. Completes its current ticket in the same transaction.")
    @APIResponse(responseCode = "200", description = "The called ticket")
    @APIResponse(responseCode = "204", description = "Nobody waits")
    @APIResponse(responseCode = "404", description = "`unknown-counter`")
    public Uni<RestResponse<TicketView>> callNextAt(
            @PathParam("counterId") UUID counterId, @HeaderParam(KEY) @Nullable String key) {
        Caller.Staff staff = callers.staff(Role.EMPLOYEE);
        Optional<IdempotentCall> once =
                IdempotentCall.of(
                        key, staff.key(), "POST", "/api/counters/" + counterId + "/call-next", "");
        return queues.callNextAt(counterId, staff, once).map(QueueResource::calledOrNobody);
    }

    @POST
    @Path("/queues/{queueId}/open")
    @Operation(
            summary = "Take new tickets again",
            description = "Of a department: of all its services.")
    @APIResponse(responseCode = "200", description = "The queue, now open")
    @APIResponse(responseCode = "404", description = "`unknown-queue`")
    public Uni<QueueView> open(@PathParam("queueId") UUID queueId) {
        return queues.setOpen(queueId, true, callers.staff(Role.EMPLOYEE));
    }

    @POST
    @Path("/queues/{queueId}/close")
    @Operation(
            summary = "Take no new tickets, serve the rest",
            description = "Of a department: of all its services. Nobody who waits is moved.")
    @APIResponse(responseCode = "200", description = "The queue, now closed")
    @APIResponse(responseCode = "404", description = "`unknown-queue`")
    public Uni<QueueView> close(@PathParam("queueId") UUID queueId) {
        return queues.setOpen(queueId, false, callers.staff(Role.EMPLOYEE));
    }

    private static RestResponse<TicketView> calledOrNobody(Optional<TicketView> called) {
        return called.map(RestResponse::ok).orElseGet(RestResponse::noContent);
    }

    record CallNextRequest(@Nullable UUID counterId) {}
}
