package dev.nextup.ticket.access;

import dev.nextup.http.ClientAddresses;
import dev.nextup.http.RequiredFields;
import dev.nextup.ticket.access.AuthResource.LoginView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Login with an organisation's own identity provider. */
@Path("/api/auth/exchange")
@Tag(name = "Access")
@Produces(MediaType.APPLICATION_JSON)
class ExchangeResource {

    private final Exchanges exchanges;
    private final SessionCookie cookie;
    private final ClientAddresses clients;

    ExchangeResource(Exchanges exchanges, SessionCookie cookie, ClientAddresses clients) {
        this.exchanges = exchanges;
        this.cookie = cookie;
        this.clients = clients;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Log in with a token of the organisation's own identity provider",
            description =
                    "An OpenID Connect ID token, or an access token that is a JWT, with a verified e-mail"
                            + " address of a member. Role and scope are those of the member here.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ExchangeRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = AccessExamples.EXCHANGE_REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "As after a login, with the cookie to renew the token",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = LoginView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = AccessExamples.LOGGED_IN)))
    @APIResponse(responseCode = "401", description = "`exchange-refused`")
    @APIResponse(responseCode = "429", description = "`too-many-attempts`")
    @APIResponse(responseCode = "503", description = "`identity-provider-unavailable`")
    public Uni<RestResponse<LoginView>> exchange(@Nullable ExchangeRequest request) {
        String token = request == null ? null : request.token;
        new RequiredFields().with("token", token).check();
        return exchanges
                .exchange(String.valueOf(token), clients.current())
                .map(admission -> AuthResource.answer(admission, cookie));
    }

    record ExchangeRequest(@Nullable String token) {
        @Override
        public String toString() {
            return "ExchangeRequest";
        }
    }
}
