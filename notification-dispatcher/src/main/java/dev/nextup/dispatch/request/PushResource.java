package dev.nextup.dispatch.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.dispatch.message.OwnOrigin;
import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
import dev.nextup.http.Role;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff send a notification to the holder of a ticket. */
@Path(PushResource.PATH)
@Tag(name = "Notifications")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class PushResource {

    static final String PATH = "/api/notifications/push";

    private final RequestedPushes pushes;
    private final Callers callers;
    private final OwnOrigin origin;

    PushResource(RequestedPushes pushes, Callers callers, OwnOrigin origin) {
        this.pushes = pushes;
        this.callers = callers;
        this.origin = origin;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Send a notification to the holder of a ticket",
            description =
                    "For staff. Managers and admins send words of their own in `payload`; employees leave it"
                            + " out and send the text of the kind. One attempt, within ten seconds. It never goes out"
                            + " over WhatsApp or SMS by itself: where `shouldFallback` is true, push did not bring it, and"
                            + " whoever asked decides what to do.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SendPushRequest.class),
                            examples =
                                    @ExampleObject(name = "example", value = RequestExamples.SEND)))
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
            description =
                    "`missing-fields`, `invalid-field`, `idempotency-key-invalid`; `details` says `present`, `missing` or `invalid` for each"
                            + " field concerned, such as `payload.actions[0].title`")
    @APIResponse(responseCode = "403", description = "`forbidden`, `out-of-scope`")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = "`ticket-ended`")
    @APIResponse(
            responseCode = "422",
            description = "`image-not-allowed`, `payload-too-large`, `idempotency-key-reused`")
    @APIResponse(responseCode = "429", description = "`push-service-busy`, with `Retry-After`")
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
    public Uni<Response> send(
            @Nullable SendPushRequest request,
            @Parameter(
                            description =
                                    "16 to 64 characters; a retry within 24 hours sends nothing and is answered as the"
                                            + " first, for which it waits")
                    @HeaderParam("Idempotency-Key")
                    @Nullable String key) {
        SendPushRequest given = request == null ? SendPushRequest.EMPTY : request;
        boolean ownWords =
                callers.current() instanceof Caller.Staff staff && staff.role() != Role.EMPLOYEE;
        PushOrder order = given.checked(ownWords);
        Caller.Staff staff = callers.staff(Role.EMPLOYEE);
        if (!ownWords && order.payload() != null) {
            throw RequestRejection.OWN_WORDS_NOT_ALLOWED.asException();
        }
        if (!staff.organizationId().equals(order.organizationId())) {
            throw RequestRejection.UNKNOWN_TICKET.asException();
        }
        RequestKey once = RequestKey.of(key, staff.key(), PATH, order);
        return pushes.send(
                        order.under(once), callers.scope(), () -> imagesMustBeOurs(order.payload()))
                .map(PushAnswerView::answer);
    }

    /** A picture from elsewhere would tell somebody else who looks at it, and when. */
    private void imagesMustBeOurs(@Nullable ObjectNode payload) {
        if (payload == null) {
            return;
        }
        PayloadCheck.images(payload)
                .forEach(
                        (field, address) -> {
                            if (!origin.has(address)) {
                                throw RequestRejection.IMAGE_NOT_ALLOWED.in(field);
                            }
                        });
    }
}
