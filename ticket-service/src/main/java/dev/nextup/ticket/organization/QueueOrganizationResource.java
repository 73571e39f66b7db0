package dev.nextup.ticket.organization;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whose queue it is: a screen knows no more than the id in its address. */
@Path("/api/queues/{queueId}/organization")
@Tag(name = "Organisations")
@Produces(MediaType.APPLICATION_JSON)
class QueueOrganizationResource {

    private final Organizations organizations;

    QueueOrganizationResource(Organizations organizations) {
        this.organizations = organizations;
    }

    @GET
    @PermitAll
    @Operation(
            summary = "The organisation a queue belongs to",
            description = "As `GET /api/organizations/{idOrSlug}`, for screens that know a queue.")
    @APIResponse(
            responseCode = "200",
            description = "Everything active, ordered by name",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = OrganizationView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = OrganizationExamples.ORGANIZATION)))
    @APIResponse(responseCode = "404", description = "`unknown-queue`")
    public Uni<OrganizationView> get(@PathParam("queueId") UUID queueId) {
        return organizations.viewOfQueue(queueId);
    }
}
