package dev.nextup.ticket.logo;

import dev.nextup.http.Caller;
import dev.nextup.http.Role;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The logo: admins change it, everybody sees it. */
@Path("/api/organizations/{organizationId}/logo")
@Tag(name = "Management")
class LogoResource {

    /** What fits into a request's 64 KiB with room for whoever wraps it. */
    private static final int LARGEST = 48 * 1024;

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "public, no-cache";

    private final Logos logos;
    private final ManagementAccess access;

    LogoResource(Logos logos, ManagementAccess access) {
        this.logos = logos;
        this.access = access;
    }

    @PUT
    @Authenticated
    @Operation(
            summary = "Set the logo",
            description =
                    "For admins. PNG, JPEG or WebP, at most 48 KiB, 16 to 2048 pixels each way; the content"
                            + " counts, not `Content-Type`. No SVG, which may carry scripts.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "image/*",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "200",
            description = "The logo and its new address",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = LogoView.class),
                            examples = @ExampleObject(name = "example", value = LogoExamples.LOGO)))
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    @APIResponse(responseCode = "413", description = "`logo-too-large`")
    @APIResponse(responseCode = "422", description = "`logo-not-usable`")
    public Uni<Response> replace(
            @PathParam("organizationId") UUID organizationId, byte @Nullable [] body) {
        Caller.Staff editor = access.require(organizationId, Role.ADMIN);
        byte[] content = body == null ? new byte[0] : body;
        if (content.length > LARGEST) {
            throw LogoRejection.TOO_LARGE.exception();
        }
        Picture picture = Picture.of(content).orElseThrow(LogoRejection.NOT_USABLE::exception);
        return logos.replace(editor, picture, content)
                .map(view -> Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build());
    }

    @DELETE
    @Authenticated
    @Operation(summary = "Remove the logo", description = "For admins.")
    @APIResponse(responseCode = "204", description = "There is none any more")
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    public Uni<Void> remove(@PathParam("organizationId") UUID organizationId) {
        return logos.remove(access.require(organizationId, Role.ADMIN));
    }

    @GET
    @PermitAll
    @Operation(
            summary = "The logo",
            description =
                    "At the address in `logoUrl` it may be kept for ever; without its `v`, ask again each time.")
    @APIResponse(
            responseCode = "200",
            description = "The picture",
            content =
                    @Content(
                            mediaType = "image/*",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "`If-None-Match` names the one there is")
    @APIResponse(responseCode = "404", description = "`no-logo`")
    public Uni<Response> read(
            @PathParam("organizationId") UUID organizationId,
            @Parameter(description = "As in `logoUrl`") @QueryParam("v") @Nullable String version,
            @Context Request request) {
        return logos.read(organizationId).map(logo -> answer(logo, version, request));
    }

    /** Whatever a browser is made to believe, this is a picture and nothing that runs. */
    private static Response answer(LogoEntity logo, @Nullable String version, Request request) {
        EntityTag tag = new EntityTag(logo.version);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged != null ? unchanged : Response.ok(logo.content).type(logo.mediaType);
        return answer.tag(tag)
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        logo.version.equals(version) ? FOR_EVER : ASK_AGAIN)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }
}
