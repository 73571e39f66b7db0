package dev.nextup.ticket.join;

import dev.nextup.http.Callers;
import dev.nextup.http.Role;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The code that is good for a few minutes, for the screens of staff. */
@Path("/api/queues/{queueId}/join-code")
@Tag(name = "Queues")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class JoinCodeResource {

    private final JoinCodes codes;
    private final Callers callers;

    JoinCodeResource(JoinCodes codes, Callers callers) {
        this.codes = codes;
        this.callers = callers;
    }

    @GET
    @Operation(
            summary = "The code to join a service with",
            description =
                    "For staff, to be shown where people are. Changes every five minutes; `POST /api/tickets`"
                            + " asks for it when the service has `joinCodeRequired`.")
    @APIResponse(
            responseCode = "200",
            description = "The code of now",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = JoinCodeView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = JoinExamples.JOIN_CODE)))
    @APIResponse(responseCode = "404", description = "`unknown-queue`, also a department's id")
    public Uni<RestResponse<JoinCodeView>> current(@PathParam("queueId") UUID serviceId) {
        return codes.current(serviceId, callers.staff(Role.EMPLOYEE).organizationId())
                .map(
                        view ->
                                RestResponse.ResponseBuilder.ok(view)
                                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                        .build());
    }
}
