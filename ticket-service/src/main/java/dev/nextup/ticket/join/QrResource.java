package dev.nextup.ticket.join;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** QR codes for the door, the counter and the kiosk. */
@Path("/api/organizations/{organizationId}/qr")
@Tag(name = "Organisations")
class QrResource {

    /** Names and ids of a link hardly ever change; what is printed never does. */
    private static final String FIVE_MINUTES = "public, max-age=300";

    private final JoinLinks links;

    QrResource(JoinLinks links) {
        this.links = links;
    }

    @GET
    @PermitAll
    @Operation(
            summary = "The join link as a QR code",
            description =
                    "SVG or PNG, as `Accept` says; SVG for whoever takes both. The link opens the customer"
                            + " app with what is given already chosen.")
    @APIResponse(
            responseCode = "200",
            description = "The picture",
            content = {
                @Content(mediaType = "image/svg+xml", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "image/png",
                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "304", description = "`If-None-Match` names the one there is")
    @APIResponse(
            responseCode = "404",
            description =
                    "`unknown-organization`, `unknown-branch`, `unknown-department`, `unknown-service`")
    @APIResponse(responseCode = "406", description = "`not-acceptable`")
    @APIResponse(responseCode = "422", description = "`not-together`")
    public Uni<Response> qr(
            @PathParam("organizationId") UUID organizationId,
            @Parameter(description = "Id of a branch") @QueryParam("branch") @Nullable UUID branch,
            @Parameter(description = "Id of a department") @QueryParam("department")
                    @Nullable UUID department,
            @Parameter(description = "Id of a service") @QueryParam("service")
                    @Nullable UUID service,
            @Context HttpHeaders headers,
            @Context Request request) {
        QrFormat format =
                QrFormat.wantedBy(headers.getAcceptableMediaTypes())
                        .orElseThrow(JoinRejection.NOT_ACCEPTABLE::exception);
        return links.to(new JoinTarget(organizationId, branch, department, service))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(link -> answer(link, format, request));
    }

    private static Response answer(String link, QrFormat format, Request request) {
        EntityTag tag = new EntityTag(version(link, format));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged != null
                        ? unchanged
                        : Response.ok(format.draw(new QrCode(link))).type(format.type());
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, FIVE_MINUTES)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    private static String version(String link, QrFormat format) {
        byte[] named = (format + " " + link).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(named).toString();
    }
}
