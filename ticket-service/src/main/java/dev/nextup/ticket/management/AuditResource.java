package dev.nextup.ticket.management;

import dev.nextup.http.Role;
import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Admins read who changed what. */
@Path("/api/organizations/{organizationId}/audit")
@Tag(name = "Management")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class AuditResource {

    private static final Problem NO_ID =
            Problem.of(400, "invalid-field", "A field has the wrong type or form")
                    .withDetail("Send the lowest `id` you have as `before`, or leave it out.")
                    .with("field", "before");

    private final AuditReader audit;
    private final ManagementAccess access;

    AuditResource(AuditReader audit, ManagementAccess access) {
        this.audit = audit;
        this.access = access;
    }

    @GET
    @Operation(
            summary = "Who changed what in the organisation, and in its queues as a whole",
            description = "For admins. The latest change first, fifty at most.")
    @APIResponse(responseCode = "200", description = "Changes, each with what was before and after")
    @APIResponse(responseCode = "400", description = "`invalid-field`: `before` is no number")
    @APIResponse(responseCode = "404", description = "`unknown-organization`, also another's")
    public Uni<List<AuditView>> read(
            @PathParam("organizationId") UUID organizationId,
            @Parameter(description = "Changes before this one: the last `id` of the page at hand")
                    @QueryParam("before")
                    @Nullable String before) {
        long id = parsed(before);
        access.require(organizationId, Role.ADMIN);
        return audit.before(organizationId, id);
    }

    private static long parsed(@Nullable String before) {
        try {
            return before == null ? Long.MAX_VALUE : Long.parseLong(before);
        } catch (NumberFormatException e) {
            throw new RejectedException(() -> NO_ID);
        }
    }
}
