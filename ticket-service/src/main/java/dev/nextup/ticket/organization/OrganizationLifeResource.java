package dev.nextup.ticket.organization;

import dev.nextup.ticket.access.OperatorToken;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How an organisation leaves the installation, and comes back: by its operator. */
@Path("/api/organizations/{idOrSlug}")
@Tag(name = "Operator")
class OrganizationLifeResource {

    private final OrganizationLife life;
    private final OperatorToken operator;

    OrganizationLifeResource(OrganizationLife life, OperatorToken operator) {
        this.life = life;
        this.operator = operator;
    }

    @DELETE
    @PermitAll
    @Operation(
            summary = "Deactivate an organisation",
            description =
                    "With the operator's token. To customers it is unknown then, and its members can"
                            + " neither log in nor renew their session. Everything is kept.")
    @APIResponse(responseCode = "204", description = "It is not active any more")
    @APIResponse(responseCode = "401", description = "`unauthorized`: not the operator's token")
    @APIResponse(responseCode = "404", description = "`unknown-organization`")
    @APIResponse(responseCode = "409", description = "`service-in-use`: tickets are still open")
    public Uni<Void> deactivate(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @PathParam("idOrSlug") String idOrSlug) {
        operator.require(authorization);
        return life.deactivate(idOrSlug);
    }

    @POST
    @Path("/reactivate")
    @PermitAll
    @Operation(
            summary = "Bring a deactivated organisation back",
            description = "With the operator's token. It is as it was, with its members.")
    @APIResponse(responseCode = "204", description = "It is active")
    @APIResponse(responseCode = "401", description = "`unauthorized`: not the operator's token")
    @APIResponse(responseCode = "404", description = "`unknown-organization`")
    public Uni<Void> reactivate(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @PathParam("idOrSlug") String idOrSlug) {
        operator.require(authorization);
        return life.reactivate(idOrSlug);
    }
}
