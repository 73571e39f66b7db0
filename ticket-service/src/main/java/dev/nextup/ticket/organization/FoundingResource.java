package dev.nextup.ticket.organization;

import dev.nextup.http.RequiredFields;
import dev.nextup.ticket.access.InvitationView;
import dev.nextup.ticket.access.OperatorToken;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.management.AuditTrail;
import dev.nextup.ticket.management.CreationKey;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How an organisation comes into being: by the operator of the installation. */
@Path("/api/organizations")
@Tag(name = "Operator")
@Produces(MediaType.APPLICATION_JSON)
class FoundingResource {

    private final Foundings foundings;
    private final OperatorToken operator;

    FoundingResource(Foundings foundings, OperatorToken operator) {
        this.foundings = foundings;
        this.operator = operator;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create an organisation",
            description =
                    "With the operator's token. Send the admin `invitationUrl`: it is told this once,"
                            + " and again to a retry with the same key.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = FoundRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ManagementExamples.FOUND_REQUEST)))
    @APIResponse(
            responseCode = "201",
            description = "The organisation and its admin's invitation",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = FoundedView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = ManagementExamples.FOUNDED)))
    @APIResponse(responseCode = "401", description = "`unauthorized`: not the operator's token")
    @APIResponse(responseCode = "409", description = "`slug-taken`, `email-taken`")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<RestResponse<FoundedView>> found(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Nullable FoundRequest request,
            @Parameter(description = CreationKey.HELP) @HeaderParam(CreationKey.HEADER)
                    @Nullable String key) {
        operator.require(authorization);
        FoundRequest given = request == null ? new FoundRequest(null, null, null, null) : request;
        new RequiredFields()
                .with("slug", given.slug)
                .with("name", given.name)
                .with("adminEmail", given.adminEmail)
                .with("adminName", given.adminName)
                .check();
        Optional<IdempotentCall> once =
                IdempotentCall.of(key, AuditTrail.OPERATOR, "POST", "/api/organizations", given);
        return foundings.found(given, once).map(FoundingResource::created);
    }

    private static RestResponse<FoundedView> created(FoundedView view) {
        return RestResponse.ResponseBuilder.<FoundedView>created(
                        URI.create("/api/organizations/" + view.id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(view)
                .build();
    }

    /**
     * @param slug its name in addresses: small letters, digits, hyphens
     */
    record FoundRequest(
            @Nullable String slug,
            @Nullable String name,
            @Nullable String adminEmail,
            @Nullable String adminName) {}

    record FoundedView(UUID id, String slug, String name, InvitationView admin) {}
}
