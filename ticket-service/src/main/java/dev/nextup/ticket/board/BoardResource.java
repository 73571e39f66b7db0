package dev.nextup.ticket.board;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a public display shows. */
@Path("/api/queues/{queueId}/board")
@Tag(name = "Board")
class BoardResource {

    private final Boards boards;
    private final LiveStreams streams;

    BoardResource(Boards boards, LiveStreams streams) {
        this.boards = boards;
        this.streams = streams;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The public board of a queue",
            description =
                    "A queue id is a service id or a department id. `counter` is the counter's name, or null."
                            + " `recent` holds the last six calls that are over, of the last twelve hours.")
    @APIResponse(
            responseCode = "200",
            description = "The board as of one moment",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = BoardView.class),
                            examples =
                                    @ExampleObject(name = "example", value = BoardExamples.BOARD)))
    @APIResponse(responseCode = "404", description = "`unknown-queue`")
    public Uni<BoardView> get(@PathParam("queueId") UUID queueId) {
        return boards.view(queueId);
    }

    @GET
    @Path("/events")
    @PermitAll
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Stream of the public board of a queue", description = LiveExamples.HOW)
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples =
                                    @ExampleObject(name = "example", value = LiveExamples.BOARD)))
    @APIResponse(responseCode = "404", description = "`unknown-queue`")
    public Uni<LiveStream> events(@PathParam("queueId") UUID queueId) {
        return streams.ofBoard(queueId);
    }
}
