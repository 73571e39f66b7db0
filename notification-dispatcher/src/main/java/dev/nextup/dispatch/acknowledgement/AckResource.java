package dev.nextup.dispatch.acknowledgement;

import dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A device tells what it did with a notification. */
@Path("/api/notifications/ack")
@Tag(name = "Notifications")
@PermitAll
class AckResource {

    static final String EXAMPLE =
            """
            {
              "token": "AWcRJ0qpuMfW5fRKO5wtHg-ailwHq83vEjRWeJCrze8BI0VniQ",
              "event": "shown"
            }
            """;

    private final Acknowledgements acknowledgements;
    private final AckLimit limit;

    AckResource(Acknowledgements acknowledgements, AckLimit limit) {
        this.acknowledgements = acknowledgements;
        this.limit = limit;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say that a notification was shown, clicked or dismissed",
            description =
                    "For the service worker, with the `ackToken` of the notification's `data` and no other token."
                            + " A repeat is answered alike and changes nothing.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = AckRequest.class),
                            examples = @ExampleObject(name = "example", value = EXAMPLE)))
    @APIResponse(responseCode = "204", description = "Taken, now or earlier")
    @APIResponse(
            responseCode = "400",
            description = "`ack-token-invalid`: forged, of another form, or expired")
    @APIResponse(responseCode = "429", description = "`too-many-acknowledgements`")
    public Uni<Void> acknowledge(@Nullable AckRequest request) {
        limit.check();
        AckRequest given = request == null ? AckRequest.EMPTY : request;
        Acknowledgement done = given.checked();
        return acknowledgements.take(Objects.requireNonNull(given.token()), done);
    }
}
