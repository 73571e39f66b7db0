package dev.nextup.ticket.access;

import dev.nextup.http.Caller;
import dev.nextup.http.Role;
import dev.nextup.ticket.management.CreationKey;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
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

/**
 * Who belongs to an organisation. Only admins come here, and no role is above theirs: so nobody can
 * grant more than they have.
 */
@Path("/api/organizations/{organizationId}/members")
@Tag(name = "Management")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class MemberResource {

    private final Members members;
    private final MemberInvitations memberInvitations;
    private final Invitations invitations;
    private final ManagementAccess access;

    MemberResource(
            Members members,
            MemberInvitations memberInvitations,
            Invitations invitations,
            ManagementAccess access) {
        this.members = members;
        this.memberInvitations = memberInvitations;
        this.invitations = invitations;
        this.access = access;
    }

    @GET
    @Operation(summary = "All members, deactivated ones too", description = "For admins.")
    @APIResponse(responseCode = "200", description = "Ordered by name")
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    public Uni<List<ManagedMemberView>> all(@PathParam("organizationId") UUID organizationId) {
        access.require(organizationId, Role.ADMIN);
        return members.all(organizationId);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Invite a new member",
            description =
                    "For admins. Send them `invitationUrl`: it is told this once, and again to a retry with"
                            + " the same key.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = MemberRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = AccessExamples.MEMBER_REQUEST)))
    @APIResponse(
            responseCode = "201",
            description = "The member and the link, which is good once and for seven days",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = InvitationView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = AccessExamples.INVITED)))
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    @APIResponse(responseCode = "409", description = "`email-taken`")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<RestResponse<InvitationView>> invite(
            @PathParam("organizationId") UUID organizationId,
            @Nullable MemberRequest request,
            @Parameter(description = CreationKey.HELP) @HeaderParam(CreationKey.HEADER)
                    @Nullable String key) {
        MemberRequest given = MemberRequest.of(request).requireNew();
        Caller.Staff editor = access.require(organizationId, Role.ADMIN);
        return memberInvitations
                .invite(editor, given, CreationKey.of(key, editor, "members", given))
                .map(this::answer);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a member's name, role or scope, deactivate or reactivate them",
            description =
                    "For admins. What is absent stays. `branches` and `departments` say what the member works"
                            + " for; both empty: everything. It binds from the next renewal of their token on.")
    @APIResponse(responseCode = "200", description = "The member as they are now")
    @APIResponse(responseCode = "404", description = "`unknown-member`")
    @APIResponse(responseCode = "409", description = "`last-admin`")
    @APIResponse(responseCode = "422", description = "`invalid-value`, with `field`")
    public Uni<ManagedMemberView> change(
            @PathParam("organizationId") UUID organizationId,
            @PathParam("id") UUID id,
            @Nullable MemberRequest request) {
        return members.change(
                access.require(organizationId, Role.ADMIN), id, MemberRequest.of(request));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A member", description = "For admins.")
    @APIResponse(responseCode = "200", description = "The member, active or not")
    @APIResponse(responseCode = "404", description = "`unknown-member`")
    public Uni<ManagedMemberView> read(
            @PathParam("organizationId") UUID organizationId, @PathParam("id") UUID id) {
        access.require(organizationId, Role.ADMIN);
        return members.read(organizationId, id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Deactivate a member",
            description =
                    "For admins. Their sessions end; they stay readable, and `active` in a PUT brings them back.")
    @APIResponse(responseCode = "204", description = "They are not active any more")
    @APIResponse(responseCode = "404", description = "`unknown-member`")
    @APIResponse(responseCode = "409", description = "`last-admin`")
    public Uni<Void> deactivate(
            @PathParam("organizationId") UUID organizationId, @PathParam("id") UUID id) {
        Caller.Staff editor = access.require(organizationId, Role.ADMIN);
        return members.change(editor, id, MemberRequest.DEACTIVATION).replaceWithVoid();
    }

    @POST
    @Path("/{id}/invitation")
    @Operation(
            summary = "A new link for a member",
            description =
                    "For admins, when a link has expired or a password is forgotten. Earlier links end.")
    @APIResponse(responseCode = "201", description = "The member and the link")
    @APIResponse(responseCode = "404", description = "`unknown-member`")
    public Uni<RestResponse<InvitationView>> inviteAgain(
            @PathParam("organizationId") UUID organizationId,
            @PathParam("id") UUID id,
            @Parameter(description = CreationKey.HELP) @HeaderParam(CreationKey.HEADER)
                    @Nullable String key) {
        Caller.Staff editor = access.require(organizationId, Role.ADMIN);
        String below = "members/" + id + "/invitation";
        return memberInvitations
                .inviteAgain(editor, id, CreationKey.of(key, editor, below, ""))
                .map(this::answer);
    }

    private RestResponse<InvitationView> answer(Invitation invitation) {
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, invitations.view(invitation))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
