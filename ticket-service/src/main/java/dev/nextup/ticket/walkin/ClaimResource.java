package dev.nextup.ticket.walkin;

import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
import dev.nextup.http.ClientAddresses;
import dev.nextup.http.RequiredFields;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.access.ClaimCodes;
import dev.nextup.ticket.access.ClaimLimit;
import dev.nextup.ticket.access.Tokens;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.IssuedTicketView;
import dev.nextup.ticket.lifecycle.TicketView;
import dev.nextup.ticket.lifecycle.Tickets.Issued;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/** A ticket comes onto a device: from a walk-in's slip, or from the holder's other device. */
@Path("/api/tickets")
@Tag(name = "Tickets")
@Produces(MediaType.APPLICATION_JSON)
class ClaimResource {

    private static final String KEY = "Idempotency-Key";

    private final Claims claims;
    private final ClaimCodes codes;
    private final ClaimLimit limit;
    private final Tokens tokens;
    private final Callers callers;
    private final ClientAddresses clients;

    ClaimResource(
            Claims claims,
            ClaimCodes codes,
            ClaimLimit limit,
            Tokens tokens,
            Callers callers,
            ClientAddresses clients) {
        this.claims = claims;
        this.codes = codes;
        this.limit = limit;
        this.tokens = tokens;
        this.callers = callers;
        this.clients = clients;
    }

    @POST
    @Path("/claim")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Become the holder of a ticket",
            description =
                    "`code` is what follows `claim=` in the link. Good once, until the service day or the"
                            + " ticket ends. Keep `token`.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ClaimRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = WalkInExamples.CLAIM_REQUEST)))
    @APIResponse(
            responseCode = "200",
            description = "The ticket, with its token",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = IssuedTicketView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = WalkInExamples.CLAIMED)))
    @APIResponse(responseCode = "404", description = "`claim-invalid`: unknown, used, too old")
    @APIResponse(responseCode = "429", description = "`too-many-claims` that failed")
    public Uni<IssuedTicketView> claim(
            @Nullable ClaimRequest request,
            @Parameter(description = "16 to 64 characters; a retry repeats the answer")
                    @HeaderParam(KEY)
                    @Nullable String key) {
        String code = request == null ? null : request.code;
        new RequiredFields().with("code", code).check();
        String known = Objects.requireNonNull(code);
        Optional<IdempotentCall> once =
                IdempotentCall.of(key, IdempotentCall.ANYBODY, "POST", "/api/tickets/claim", known);
        String client = clients.current();
        limit.check(client);
        return claims.claim(known, once)
                .onFailure(RejectedException.class)
                .invoke(() -> limit.failed(client))
                .map(this::withToken);
    }

    @POST
    @Path("/{id}/claim-code")
    @Authenticated
    @Operation(
            summary = "Open a new claim code of a ticket",
            description =
                    "For its holder, to use it on another device too; for staff, while nobody has claimed a"
                            + " walk-in's ticket. An earlier code is void.")
    @APIResponse(
            responseCode = "200",
            description = "The link, to be shown as QR code",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ClaimCodeView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = WalkInExamples.CLAIM_CODE)))
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(
            responseCode = "409",
            description = "`already-claimed`, or `illegal-transition` with `ticket`: it has ended")
    public Uni<ClaimCodeView> renew(
            @PathParam("id") UUID id,
            @Parameter(description = "16 to 64 characters; a retry repeats the answer")
                    @HeaderParam(KEY)
                    @Nullable String key) {
        Caller caller = callers.current();
        Optional<IdempotentCall> once =
                IdempotentCall.of(
                        key, caller.key(), "POST", "/api/tickets/" + id + "/claim-code", "");
        return claims.renew(id, caller, once)
                .map(code -> new ClaimCodeView(codes.url(id, code.seed()), code.expiresAt()));
    }

    private IssuedTicketView withToken(Issued issued) {
        TicketView t = issued.ticket();
        String token =
                tokens.forTicket(
                        t.id(), t.organizationId(), t.serviceId(), issued.tokenExpiresAt());
        return IssuedTicketView.of(t, token, List.of());
    }

    record ClaimRequest(@Nullable String code) {
        @Override
        public String toString() {
            return "ClaimRequest";
        }
    }

    /**
     * @param claimUrl absolute, a secret
     * @param expiresAt when the ticket's service day ends
     */
    record ClaimCodeView(String claimUrl, Instant expiresAt) {
        @Override
        public String toString() {
            return "ClaimCodeView";
        }
    }
}
