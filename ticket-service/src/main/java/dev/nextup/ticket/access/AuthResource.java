package dev.nextup.ticket.access;

import dev.nextup.http.ClientAddresses;
import dev.nextup.http.RequiredFields;
import dev.nextup.ticket.access.Logins.Admission;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Staff login, and the public keys with which every service verifies tokens. */
@Path("/api/auth")
@Tag(name = "Access")
@Produces(MediaType.APPLICATION_JSON)
class AuthResource {

    private final Logins logins;
    private final SigningKeys keys;
    private final SessionCookie cookie;
    private final ClientAddresses clients;

    AuthResource(Logins logins, SigningKeys keys, SessionCookie cookie, ClientAddresses clients) {
        this.logins = logins;
        this.keys = keys;
        this.cookie = cookie;
        this.clients = clients;
    }

    @POST
    @Path("/login")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Log in as staff",
            description =
                    "The token lasts 15 minutes. The answer also sets the cookie to renew it with.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = LoginRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = AccessExamples.LOGIN_REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "The token and who it is for",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = LoginView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = AccessExamples.LOGGED_IN)))
    @APIResponse(responseCode = "401", description = "`login-failed`")
    @APIResponse(
            responseCode = "429",
            description = "`too-many-attempts`: five failures for this address and this client")
    public Uni<RestResponse<LoginView>> login(@Nullable LoginRequest request) {
        LoginRequest given = request == null ? new LoginRequest(null, null) : request;
        new RequiredFields().with("email", given.email).with("password", given.password).check();
        return logins.login(
                        String.valueOf(given.email),
                        String.valueOf(given.password),
                        clients.current())
                .map(this::answer);
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Operation(
            summary = "Renew the staff token",
            description =
                    "Needs no body, only the cookie of the login, which is good for one renewal: the answer"
                            + " sets the next. A cookie that was used before ends the session, so renew in one"
                            + " tab at a time.")
    @APIResponse(
            responseCode = "200",
            description = "A new token, with the member's role as it is now",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = LoginView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = AccessExamples.LOGGED_IN)))
    @APIResponse(
            responseCode = "401",
            description = "`session-ended`, also when the member was deactivated")
    public Uni<RestResponse<LoginView>> refresh(
            @RestCookie(SessionCookie.NAME) @Nullable String session) {
        return logins.renew(SessionToken.parse(session)).map(this::answer);
    }

    @POST
    @Path("/logout")
    @PermitAll
    @Operation(
            summary = "End the session",
            description = "A staff token that is still valid lasts to its end, 15 minutes at most.")
    @APIResponse(responseCode = "204", description = "There is no session any more")
    public Uni<RestResponse<Void>> logout(
            @RestCookie(SessionCookie.NAME) @Nullable String session) {
        return logins.logout(SessionToken.parse(session))
                .map(
                        done ->
                                RestResponse.ResponseBuilder.<Void>noContent()
                                        .cookie(cookie.cleared())
                                        .build());
    }

    @GET
    @Path("/jwks")
    @PermitAll
    @Operation(
            summary = "The public keys of all tokens",
            description = "A JSON Web Key Set (RFC 7517).")
    public String jwks() {
        return keys.publicKeySet();
    }

    private RestResponse<LoginView> answer(Admission admission) {
        return answer(admission, cookie);
    }

    static RestResponse<LoginView> answer(Admission admission, SessionCookie cookie) {
        return RestResponse.ResponseBuilder.ok(admission.view())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookie(cookie.holding(admission.session(), admission.sessionExpiresAt()))
                .build();
    }

    record LoginRequest(@Nullable String email, @Nullable String password) {
        @Override
        public String toString() {
            return "LoginRequest";
        }
    }

    record LoginView(String accessToken, Instant expiresAt, MemberView member) {
        @Override
        public String toString() {
            return "LoginView";
        }
    }

    record MemberView(UUID id, String email, String name, String role, UUID organizationId) {}
}
