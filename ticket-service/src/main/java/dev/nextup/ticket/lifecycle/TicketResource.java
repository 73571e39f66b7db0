package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Callers;
import dev.nextup.http.RequiredFields;
import dev.nextup.ticket.access.TicketLimit;
import dev.nextup.ticket.access.Tokens;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.Tickets.IssueCommand;
import dev.nextup.ticket.lifecycle.Tickets.Issued;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

/** Customers take tickets; they and staff read them. */
@Path("/api/tickets")
@Tag(name = "Tickets")
@Produces(MediaType.APPLICATION_JSON)
class TicketResource {

    private final TicketTaking taking;
    private final Tickets tickets;
    private final Tokens tokens;
    private final Callers callers;
    private final TicketLimit limit;

    TicketResource(
            TicketTaking taking,
            Tickets tickets,
            Tokens tokens,
            Callers callers,
            TicketLimit limit) {
        this.taking = taking;
        this.tickets = tickets;
        this.tokens = tokens;
        this.callers = callers;
        this.limit = limit;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Take a ticket",
            description =
                    "Needs no personal data. Keep `token`: it is the only proof that the ticket is yours.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = TakeTicketRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = TicketExamples.TAKE_REQUEST)))
    @APIResponse(
            responseCode = "201",
            description = "The ticket, with its token",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = IssuedTicketView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = TicketExamples.ISSUED)))
    @APIResponse(
            responseCode = "403",
            description =
                    "`join-code-required` or `join-code-invalid`, where the service has"
                            + " `joinCodeRequired`")
    @APIResponse(responseCode = "404", description = "`unknown-service`")
    @APIResponse(responseCode = "409", description = "`queue-closed` or `queue-full`")
    @APIResponse(responseCode = "422", description = "`idempotency-key-reused`")
    @APIResponse(responseCode = "429", description = "`too-many-tickets`")
    public Uni<RestResponse<IssuedTicketView>> take(
            @Nullable TakeTicketRequest request,
            @Parameter(description = "16 to 64 characters; a retry takes no second ticket")
                    @HeaderParam("Idempotency-Key")
                    @Nullable String key) {
        TakeTicketRequest given = request == null ? TakeTicketRequest.EMPTY : request;
        IssueCommand command = given.toCommand();
        Optional<IdempotentCall> once =
                IdempotentCall.of(
                        key, IdempotentCall.ANYBODY, "POST", "/api/tickets", given.told(command));
        limit.check();
        return taking.take(command, given.joinCode(), once)
                .map(issued -> created(issued, given.warnings()));
    }

    @GET
    @Path("/{id}")
    @Authenticated
    @Operation(summary = "A ticket, for its holder and staff of its organisation")
    @APIResponse(
            responseCode = "200",
            description = "The ticket as it is now",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = TicketView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = TicketExamples.WAITING)))
    @APIResponse(responseCode = "404", description = "`unknown-ticket`, also somebody else's")
    public Uni<TicketView> get(@PathParam("id") UUID id) {
        return tickets.view(id, callers.current());
    }

    private RestResponse<IssuedTicketView> created(Issued issued, List<String> warnings) {
        TicketView ticket = issued.ticket();
        String token =
                tokens.forTicket(
                        ticket.id(),
                        ticket.organizationId(),
                        ticket.serviceId(),
                        issued.tokenExpiresAt());
        return RestResponse.ResponseBuilder.<IssuedTicketView>created(
                        URI.create("/api/tickets/" + ticket.id()))
                .entity(IssuedTicketView.of(ticket, token, warnings))
                .build();
    }

    /**
     * @param joinCode as the screen shows it; mandatory where the service says {@code
     *     joinCodeRequired}
     * @param customerPhone what old clients send here; never read, never stored, never a reason to
     *     refuse
     */
    record TakeTicketRequest(
            @Nullable UUID organizationId,
            @Nullable UUID serviceId,
            @Nullable String language,
            @Nullable String joinCode,
            @Nullable Object customerPhone) {

        static final TakeTicketRequest EMPTY = new TakeTicketRequest(null, null, null, null, null);

        private static final String PHONE_IGNORED =
                "customerPhone was ignored: a ticket needs no phone number. Send it to"
                        + " /api/notifications/subscribe if the customer wants a fallback channel.";

        IssueCommand toCommand() {
            new RequiredFields()
                    .with("organizationId", organizationId)
                    .with("serviceId", serviceId)
                    .check();
            return new IssueCommand(
                    Objects.requireNonNull(organizationId),
                    Objects.requireNonNull(serviceId),
                    LanguageTag.checked(language));
        }

        /**
         * What a retry must repeat. Without a code it is what replicas know that know no codes: a
         * retry may come to one of them.
         */
        Object told(IssueCommand command) {
            return joinCode == null ? command : List.of(command, joinCode);
        }

        List<String> warnings() {
            return customerPhone == null ? List.of() : List.of(PHONE_IGNORED);
        }

        @Override
        public String toString() {
            return "TakeTicketRequest";
        }
    }
}
