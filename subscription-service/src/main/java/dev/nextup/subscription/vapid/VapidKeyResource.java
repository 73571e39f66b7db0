package dev.nextup.subscription.vapid;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The key a browser needs before it can subscribe. */
@Path("/api/notifications/vapid-public-key")
@Tag(name = "Subscriptions")
@Produces(MediaType.APPLICATION_JSON)
class VapidKeyResource {

    private static final String EXAMPLE =
            """
            {
              "publicKey": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
              "keyId": "2eIAxtXi0Vq1pQdTi8HhqfH5Zq3sN1n9f0Y3kG8hJ4c"
            }
            """;

    private final VapidKeys keys;

    VapidKeyResource(VapidKeys keys) {
        this.keys = keys;
    }

    @GET
    @PermitAll
    @Operation(
            summary = "The key to subscribe with",
            description =
                    "Give `publicKey` to `pushManager.subscribe` as `applicationServerKey` and send `keyId`"
                            + " with the subscription.")
    @APIResponse(
            responseCode = "200",
            description = "The current application server key",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = VapidKey.class),
                            examples = @ExampleObject(name = "example", value = EXAMPLE)))
    public VapidKey current() {
        return keys.current();
    }
}
