package dev.nextup.ticket.board;

import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
import dev.nextup.http.Role;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The stream of a queue, for staff. */
@Path("/api/queues/{queueId}/events")
@Tag(name = "Live streams")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Authenticated
class QueueEventsResource {

    private final LiveStreams streams;
    private final Callers callers;
    private final JsonWebToken token;

    QueueEventsResource(LiveStreams streams, Callers callers, JsonWebToken token) {
        this.streams = streams;
        this.callers = callers;
        this.token = token;
    }

    @GET
    @Operation(
            summary = "Stream of a queue, for staff",
            description = LiveExamples.UNTIL_TOKEN_ENDS)
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples =
                                    @ExampleObject(name = "example", value = LiveExamples.QUEUE)))
    @APIResponse(responseCode = "404", description = "`unknown-queue`")
    public Uni<LiveStream> queue(@PathParam("queueId") UUID queueId) {
        Caller.Staff staff = callers.staff(Role.EMPLOYEE);
        return streams.ofQueue(queueId, staff, tokenEnd());
    }

    private Instant tokenEnd() {
        return Instant.ofEpochSecond(token.getExpirationTime());
    }
}
