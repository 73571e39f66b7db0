package dev.nextup.dispatch.history;

import dev.nextup.http.Callers;
import dev.nextup.http.Role;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff read what became of their organisation's notifications. */
@Path("/api/notifications/logs")
@Tag(name = "Notifications")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class HistoryResource {

    private static final int PAGE = 50;

    private final HistoryRepository repository;
    private final Callers callers;

    HistoryResource(HistoryRepository repository, Callers callers) {
        this.repository = repository;
        this.callers = callers;
    }

    @GET
    @Operation(
            summary = "What became of notifications",
            description =
                    "For staff, of their own organisation and of what they work for, newest first, 50 a page. Filters: `ticketId`, `type`"
                            + " (such as `your_turn`), `status` (such as `ACCEPTED`), `from` (inclusive) and `to`"
                            + " (exclusive) in ISO 8601; `cursor` is the `next` of the page before.")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = HistoryView.class),
                            examples =
                                    @ExampleObject(name = "example", value = HistoryExamples.PAGE)))
    @APIResponse(responseCode = "403", description = "`forbidden`: not a member of the staff")
    @APIResponse(responseCode = "404", description = "`unknown-organization`")
    public Uni<HistoryView> read(
            @QueryParam("organizationId") @Nullable String organizationId,
            @QueryParam("ticketId") @Nullable String ticketId,
            @QueryParam("type") @Nullable String type,
            @QueryParam("status") @Nullable String status,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @Nullable String cursor) {
        HistoryQuery query =
                HistoryQuery.parse(
                        new HistoryQuery.Parameters(
                                organizationId, ticketId, type, status, from, to, cursor));
        if (!callers.staff(Role.EMPLOYEE).organizationId().equals(query.organizationId())) {
            throw HistoryRejection.UNKNOWN_ORGANIZATION.asException();
        }
        // One more than is shown tells whether there is another page.
        return repository.find(query, callers.scope(), PAGE + 1).map(HistoryResource::page);
    }

    private static HistoryView page(List<HistoryView.Item> found) {
        if (found.size() <= PAGE) {
            return new HistoryView(found, null);
        }
        HistoryView.Item last = found.get(PAGE - 1);
        return new HistoryView(
                found.subList(0, PAGE), new Cursor(last.createdAt(), last.deliveryId()).text());
    }
}
