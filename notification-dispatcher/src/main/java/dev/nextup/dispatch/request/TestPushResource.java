package dev.nextup.dispatch.request;

import dev.nextup.http.Callers;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The holder of a ticket tries whether notifications reach the device: what a device cannot decrypt
 * it drops without a word, so nothing less proves it. Staff look on a ticket of theirs at what they
 * have written.
 */
@Path("/api/notifications/test")
@Tag(name = "Notifications")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class TestPushResource {

    private final RequestedPushes pushes;
    private final Callers callers;

    TestPushResource(RequestedPushes pushes, Callers callers) {
        this.pushes = pushes;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Send a test notification to the device of a ticket",
            description =
                    "For the holder, who needs no body, and for staff, who name the ticket. With `kind` the"
                            + " device shows what a notification of that kind looks like, in the organisation's own"
                            + " words if it has some, with \"Preview:\" before its title and examples for what is not"
                            + " known (counter, position). At most three a minute and ticket. Never over"
                            + " WhatsApp or SMS. The answers are those of `POST /api/notifications/push`.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = TestPushRequest.class),
                            examples =
                                    @ExampleObject(name = "example", value = RequestExamples.TEST)))
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
    @APIResponse(
            responseCode = "400",
            description = "`missing-fields`: staff name the ticket; `invalid-field`: no such kind")
    @APIResponse(
            responseCode = "403",
            description = "`out-of-scope`: a member works for other departments")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = "`ticket-ended`")
    @APIResponse(
            responseCode = "429",
            description = "`too-many-tests`, `push-service-busy`, with `Retry-After`")
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
    public Uni<Response> send(@Nullable TestPushRequest request) {
        TestPushRequest given = request == null ? TestPushRequest.EMPTY : request;
        PushOrder order = given.checkedFor(callers.current());
        return pushes.send(order, callers.scope(), () -> {}).map(PushAnswerView::answer);
    }
}
