package dev.nextup.ticket.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Browsers ask for these when somebody puts the customer app on their home screen. */
@Path("/api/organizations/{idOrSlug}")
@Tag(name = "Organisations")
@PermitAll
class ManifestResource {

    private static final String MANIFEST = "application/manifest+json";

    private static final Problem NO_SUCH_SIZE =
            Problem.of(400, "invalid-field", "A field has the wrong type or form")
                    .withDetail("Send 192 or 512 as `size`, or leave it out.")
                    .with("field", "size");

    private final Brandings brandings;
    private final ObjectMapper json;

    ManifestResource(Brandings brandings, ObjectMapper json) {
        this.brandings = brandings;
        this.json = json;
    }

    @GET
    @Path("/manifest")
    @Operation(
            summary = "The web application manifest of an organisation's customer app",
            description =
                    "W3C Web Application Manifest. What there is none of is left out, as browsers expect it.")
    @APIResponse(
            responseCode = "200",
            description = "Name, colour and icons",
            content =
                    @Content(
                            mediaType = MANIFEST,
                            schema = @Schema(implementation = WebManifest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ManifestExamples.MANIFEST)))
    @APIResponse(responseCode = "304", description = "`If-None-Match` names the one there is")
    @APIResponse(responseCode = "404", description = "`unknown-organization`")
    public Uni<Response> manifest(
            @Parameter(description = "Id or slug", example = "demo") @PathParam("idOrSlug")
                    String idOrSlug,
            @Context Request request) {
        return brandings
                .of(idOrSlug)
                .map(WebManifest::of)
                .map(manifest -> answer(written(manifest), MediaType.valueOf(MANIFEST), request));
    }

    @GET
    @Path("/icon")
    @Operation(
            summary = "An icon in the organisation's colour",
            description = "What the manifest names where the logo cannot be the icon of an app.")
    @APIResponse(
            responseCode = "200",
            description = "The picture",
            content =
                    @Content(
                            mediaType = "image/png",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "`If-None-Match` names the one there is")
    @APIResponse(responseCode = "400", description = "`invalid-field`: there is no such `size`")
    @APIResponse(responseCode = "404", description = "`unknown-organization`")
    public Uni<Response> icon(
            @Parameter(description = "Id or slug", example = "demo") @PathParam("idOrSlug")
                    String idOrSlug,
            @Parameter(description = "Of each side in pixels: 192 (also when absent) or 512")
                    @QueryParam("size")
                    @Nullable String size,
            @Context Request request) {
        int pixels = pixels(size);
        return brandings
                .of(idOrSlug)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(branding -> AppIcon.draw(branding.colorOrUsual(), pixels))
                .map(picture -> answer(picture, MediaType.valueOf("image/png"), request));
    }

    private static int pixels(@Nullable String size) {
        if (size == null) {
            return AppIcon.SIZES.get(0);
        }
        return AppIcon.SIZES.stream()
                .filter(known -> known.toString().equals(size))
                .findFirst()
                .orElseThrow(() -> new RejectedException(() -> NO_SUCH_SIZE));
    }

    private byte[] written(WebManifest manifest) {
        try {
            return json.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest is texts and lists of them", e);
        }
    }

    /** Asked for again each time: it changes with the organisation's settings. */
    private static Response answer(byte[] content, MediaType type, Request request) {
        EntityTag tag = new EntityTag(UUID.nameUUIDFromBytes(content).toString());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged != null ? unchanged : Response.ok(content).type(type);
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
