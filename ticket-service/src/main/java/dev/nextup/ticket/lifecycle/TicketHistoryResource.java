package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Callers;
import dev.nextup.http.Role;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
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

/** Staff look up what happened to a ticket. */
@Path("/api/tickets")
@Tag(name = "Tickets")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class TicketHistoryResource {

    private final TicketHistory history;
    private final Callers callers;

    TicketHistoryResource(TicketHistory history, Callers callers) {
        this.history = history;
        this.callers = callers;
    }

    @GET
    @Path("/{id}/history")
    @Operation(
            summary = "What happened to a ticket",
            description = "Every change with its time, who made it, and the counter.")
    @APIResponse(
            responseCode = "200",
            description = "The changes, oldest first",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = TicketHistoryView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = TicketExamples.HISTORY)))
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    public Uni<TicketHistoryView> history(@PathParam("id") UUID id) {
        return history.of(id, callers.staff(Role.EMPLOYEE));
    }
}
