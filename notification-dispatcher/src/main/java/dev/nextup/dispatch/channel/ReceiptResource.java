package dev.nextup.dispatch.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The gateway for messages to phones tells what became of one. */
@Path("/api/notifications/receipts")
@Tag(name = "Notifications")
@PermitAll // the signature is the proof
class ReceiptResource {

    static final String EXAMPLE =
            """
            {
              "type": "notification.delivered",
              "data": {"deliveryId": "a9b8c7d6-e5f4-4a3b-9c2d-1e0f9a8b7c07", "channel": "whatsapp"}
            }
            """;

    private final WebhookChannel gateway;
    private final Receipts receipts;
    private final ObjectMapper json;

    ReceiptResource(WebhookChannel gateway, Receipts receipts, ObjectMapper json) {
        this.gateway = gateway;
        this.receipts = receipts;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say that a message to a phone was delivered, read, or failed",
            description =
                    "For the gateway that took it (`NEXTUP_WEBHOOK_URL_FILE`), signed with the shared secret after"
                            + " the Standard Webhooks scheme, as the message was; no other token. `type` is"
                            + " `notification.delivered`, `notification.read` or `notification.failed`. A repeat is"
                            + " answered alike and changes nothing, as does `failed` after `delivered`.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ReceiptRequest.class),
                            examples = @ExampleObject(name = "example", value = EXAMPLE)))
    @APIResponse(
            responseCode = "204",
            description = "Taken, now or earlier; also of a message that is not known any more")
    @APIResponse(
            responseCode = "400",
            description = "`malformed-json`, `missing-fields`, `invalid-field`")
    @APIResponse(
            responseCode = "401",
            description =
                    "`webhook-signature-invalid`: forged, older than five minutes, or no gateway is set up")
    public Uni<Void> take(
            @Parameter(description = "Of the call, the same when it is repeated")
                    @HeaderParam("webhook-id")
                    @Nullable String id,
            @Parameter(description = "Seconds since 1970") @HeaderParam("webhook-timestamp")
                    @Nullable String timestamp,
            @Parameter(description = "`v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`")
                    @HeaderParam("webhook-signature")
                    @Nullable String signature,
            byte @Nullable [] body)
            throws JsonProcessingException {
        String text = body == null ? "" : new String(body, UTF_8);
        if (!gateway.signed(id, timestamp, signature, text)) {
            throw ReceiptRejection.SIGNATURE_INVALID.asException();
        }
        ReceiptRequest request = text.isBlank() ? null : json.readValue(text, ReceiptRequest.class);
        return receipts.take((request == null ? ReceiptRequest.EMPTY : request).checked());
    }
}
