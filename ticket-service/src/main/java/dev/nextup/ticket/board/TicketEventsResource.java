package dev.nextup.ticket.board;

import dev.nextup.http.Callers;
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

/** The stream of a ticket, for its holder and for staff. */
@Path("/api/tickets/{id}/events")
@Tag(name = "Live streams")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Authenticated
class TicketEventsResource {

    private final LiveStreams streams;
    private final Callers callers;
    private final JsonWebToken token;

    TicketEventsResource(LiveStreams streams, Callers callers, JsonWebToken token) {
        this.streams = streams;
        this.callers = callers;
        this.token = token;
    }

    @GET
    @Operation(
            summary = "Stream of a ticket",
            description =
                    LiveExamples.UNTIL_TOKEN_ENDS
                            + " It stays open when the ticket has ended, because staff can bring it back.")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples =
                                    @ExampleObject(name = "example", value = LiveExamples.TICKET)))
    @APIResponse(
            responseCode = "404",
            description = "`unknown-ticket`, also when it is somebody else's")
    public Uni<LiveStream> ticket(@PathParam("id") UUID id) {
        return streams.ofTicket(id, callers.current(), tokenEnd());
    }

    private Instant tokenEnd() {
        return Instant.ofEpochSecond(token.getExpirationTime());
    }
}
