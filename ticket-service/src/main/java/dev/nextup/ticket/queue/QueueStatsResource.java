package dev.nextup.ticket.queue;

import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Staff see how a day goes, or went. */
@Path("/api")
@Tag(name = "Queues")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class QueueStatsResource {

    private static final String CSV = "text/csv; charset=UTF-8";

    private final QueueStats stats;
    private final QueueExport export;
    private final Callers callers;

    QueueStatsResource(QueueStats stats, QueueExport export, Callers callers) {
        this.stats = stats;
        this.export = export;
        this.callers = callers;
    }

    @GET
    @Path("/queues/{queueId}/stats")
    @Operation(
            summary = "The figures of a service day",
            description = "Of a service or a whole department. What is not known is null.")
    @APIResponse(
            responseCode = "200",
            description = "The figures as of one moment",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = QueueStatsView.class),
                            examples =
                                    @ExampleObject(name = "example", value = StatsExamples.STATS)))
    @APIResponse(responseCode = "400", description = "`invalid-field`: `date` is no date")
    @APIResponse(responseCode = "404", description = "`unknown-queue`")
    public Uni<QueueStatsView> get(
            @PathParam("queueId") UUID queueId,
            @Parameter(description = "The service day, such as 2026-11-22; absent: the present one")
                    @QueryParam("date")
                    @Nullable String date) {
        Optional<LocalDate> day = parsed(date);
        Caller.Staff staff = callers.staff(Role.EMPLOYEE);
        return stats.of(queueId, day, staff);
    }

    @GET
    @Path("/queues/{queueId}/export")
    @Produces({CSV, MediaType.WILDCARD})
    @Operation(
            summary = "The tickets of a service day as a table for spreadsheets",
            description =
                    "Comma-separated values (RFC 4180) in UTF-8 with a byte order mark, one row per ticket by"
                            + " arrival, times in UTC. What could be taken for a formula begins with an"
                            + " apostrophe. Nothing says who held or served a ticket.")
    @APIResponse(
            responseCode = "200",
            description = "The table, with a line of names",
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(type = SchemaType.STRING),
                            examples =
                                    @ExampleObject(name = "example", value = StatsExamples.EXPORT)))
    @APIResponse(responseCode = "400", description = "`invalid-field`: `date` is no date")
    @APIResponse(responseCode = "404", description = "`unknown-queue`")
    public Uni<Response> export(
            @PathParam("queueId") UUID queueId,
            @Parameter(description = "The service day, such as 2026-11-22; absent: the present one")
                    @QueryParam("date")
                    @Nullable String date) {
        Optional<LocalDate> day = parsed(date);
        return export.of(queueId, day, callers.staff(Role.EMPLOYEE))
                .map(
                        table ->
                                Response.ok(table.csv())
                                        .type(CSV)
                                        .header(
                                                HttpHeaders.CONTENT_DISPOSITION,
                                                "attachment; filename=\"tickets-"
                                                        + table.date()
                                                        + ".csv\"")
                                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                        .header("X-Content-Type-Options", "nosniff")
                                        .build());
    }

    private static Optional<LocalDate> parsed(@Nullable String date) {
        try {
            return Optional.ofNullable(date).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw new RejectedException(
                    () ->
                            Problem.of(400, "invalid-field", "A field has the wrong type or form")
                                    .withDetail("Send `date` as year-month-day, or leave it out.")
                                    .with("field", "date"));
        }
    }
}
