package dev.nextup.dispatch.request;

import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
import dev.nextup.http.StaffScope;
import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The holder of a ticket tries whether notifications reach the device: what a device cannot decrypt
 * it drops without a word, so nothing less proves it.
 */
@Path("/api/notifications/test")
@Tag(name = "Notifications")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class TestPushResource {

    private static final Problem FORBIDDEN =
            Problem.of(403, "forbidden", "Your role does not allow this")
                    .withDetail("Only the holder of a ticket tests its notifications.");

    private final RequestedPushes pushes;
    private final Callers callers;

    TestPushResource(RequestedPushes pushes, Callers callers) {
        this.pushes = pushes;
        this.callers = callers;
    }

    @POST
    @Operation(
            summary = "Send a test notification to the device of one's own ticket",
            description =
                    "For the holder of a ticket, at most three a minute. Needs no body. The answers are those of"
                            + " `POST /api/notifications/push`.")
    @APIResponse(
            responseCode = "200",
            description =
                    "Taken by the push service; or, with `success: false`, there is no browser to send to",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PushAnswerView.class),
                            examples =
                                    @ExampleObject(name = "example", value = RequestExamples.SENT)))
    @APIResponse(responseCode = "403", description = "`forbidden`: staff hold no ticket")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = "`ticket-ended`")
    @APIResponse(responseCode = "429", description = "`too-many-tests`, with `Retry-After`")
    @APIResponse(
            responseCode = "502",
            description = "The push service did not take it",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PushAnswerView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = RequestExamples.FAILED)))
    public Uni<Response> send() {
        if (callers.current() instanceof Caller.Holder holder) {
            return pushes.send(PushOrder.testFor(holder), StaffScope.EVERYTHING, () -> {})
                    .map(PushAnswerView::answer);
        }
        throw new RejectedException(() -> FORBIDDEN);
    }
}
