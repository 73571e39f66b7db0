package dev.nextup.ticket.access;

import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
import dev.nextup.http.ClientAddresses;
import dev.nextup.http.RequiredFields;
import dev.nextup.http.Role;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Members choose their passwords. */
@Path("/api/auth")
@Tag(name = "Access")
@Produces(MediaType.APPLICATION_JSON)
class PasswordResource {

    private final OwnPasswords passwords;
    private final SessionCookie cookie;
    private final Callers callers;
    private final ClientAddresses clients;

    PasswordResource(
            OwnPasswords passwords,
            SessionCookie cookie,
            Callers callers,
            ClientAddresses clients) {
        this.passwords = passwords;
        this.cookie = cookie;
        this.callers = callers;
        this.clients = clients;
    }

    @POST
    @Path("/accept-invitation")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set a password with an invitation",
            description =
                    "`token` is what follows `#invitation=` in the link. 10 characters or more; then log in.")
    @APIResponse(responseCode = "204", description = "The password is set, the invitation used up")
    @APIResponse(responseCode = "404", description = "`unknown-invitation`: used, expired")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<Void> acceptInvitation(@Nullable AcceptInvitationRequest request) {
        AcceptInvitationRequest given =
                request == null ? new AcceptInvitationRequest(null, null) : request;
        new RequiredFields().with("token", given.token).with("password", given.password).check();
        return passwords.accept(String.valueOf(given.token), String.valueOf(given.password));
    }

    @POST
    @Path("/change-password")
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change one's own password",
            description =
                    "Ends all sessions of the member; the answer sets the cookie of a new one.")
    @APIResponse(responseCode = "204", description = "The new password counts")
    @APIResponse(responseCode = "403", description = "`wrong-password`")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    @APIResponse(responseCode = "429", description = "`too-many-attempts`, as for a login")
    public Uni<RestResponse<Void>> changePassword(@Nullable ChangePasswordRequest request) {
        ChangePasswordRequest given =
                request == null ? new ChangePasswordRequest(null, null) : request;
        new RequiredFields()
                .with("currentPassword", given.currentPassword)
                .with("newPassword", given.newPassword)
                .check();
        Caller.Staff staff = callers.staff(Role.EMPLOYEE);
        String current = String.valueOf(given.currentPassword);
        return passwords
                .change(staff, current, String.valueOf(given.newPassword), clients.current())
                .map(
                        admission ->
                                RestResponse.ResponseBuilder.<Void>noContent()
                                        .cookie(
                                                cookie.holding(
                                                        admission.session(),
                                                        admission.sessionExpiresAt()))
                                        .build());
    }

    record AcceptInvitationRequest(@Nullable String token, @Nullable String password) {
        @Override
        public String toString() {
            return "AcceptInvitationRequest";
        }
    }

    record ChangePasswordRequest(@Nullable String currentPassword, @Nullable String newPassword) {
        @Override
        public String toString() {
            return "ChangePasswordRequest";
        }
    }
}
