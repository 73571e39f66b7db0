package dev.nextup.ticket.access;

import dev.nextup.http.RequiredFields;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff login, and the public keys with which every service verifies tokens. */
@Path("/api/auth")
@Tag(name = "Access")
@Produces(MediaType.APPLICATION_JSON)
class AuthResource {

    private final Logins logins;
    private final SigningKeys keys;

    AuthResource(Logins logins, SigningKeys keys) {
        this.logins = logins;
        this.keys = keys;
    }

    @POST
    @Path("/login")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Log in as staff", description = "The token lasts 15 minutes.")
    @APIResponse(responseCode = "200", description = "The token and who it is for")
    @APIResponse(responseCode = "401", description = "`login-failed`")
    public Uni<LoginView> login(@Nullable LoginRequest request) {
        LoginRequest given = request == null ? new LoginRequest(null, null) : request;
        new RequiredFields().with("email", given.email).with("password", given.password).check();
        return logins.login(String.valueOf(given.email), String.valueOf(given.password));
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
