package dev.nextup.subscription.binding;

import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
import dev.nextup.http.ClientAddresses;
import dev.nextup.http.RequiredFields;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The holder of a ticket subscribes a browser, chooses, reads and erases. */
@Path("/api/notifications/subscribe")
@Tag(name = "Subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
class SubscriptionResource {

    private final Subscriptions subscriptions;
    private final AddressCheck addresses;
    private final PhoneChoice phones;
    private final TicketScopes scopes;
    private final Callers callers;
    private final ClientAddresses clients;

    SubscriptionResource(
            Subscriptions subscriptions,
            AddressCheck addresses,
            PhoneChoice phones,
            TicketScopes scopes,
            Callers callers,
            ClientAddresses clients) {
        this.subscriptions = subscriptions;
        this.addresses = addresses;
        this.phones = phones;
        this.scopes = scopes;
        this.callers = callers;
        this.clients = clients;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Subscribe a browser",
            description =
                    "With the ticket's token. A ticket has one browser: another endpoint replaces the first, the"
                            + " same one may be sent as often as you like. A phone number that cannot be used does not"
                            + " keep the browser from being subscribed: `warnings` says why it was not stored.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SubscribeRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = SubscriptionExamples.SUBSCRIBE)))
    @APIResponse(
            responseCode = "200",
            description = "Bound; the same id for a repeat",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SubscribedView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = SubscriptionExamples.SUBSCRIBED)))
    @APIResponse(
            responseCode = "404",
            description = "`unknown-ticket`, also when the token is another ticket's")
    @APIResponse(responseCode = "409", description = "`ticket-ended`")
    @APIResponse(
            responseCode = "422",
            description =
                    "`endpoint-not-allowed`, `invalid-key`, `subscription-expired` or `vapid-key-retired`")
    public Uni<SubscribedView> subscribe(@Nullable SubscribeRequest request) {
        SubscribeRequest given = request == null ? SubscribeRequest.EMPTY : request;
        TicketRef ticket = heldByCaller(given.checkedTicket());
        return subscriptions
                .bind(ticket, addresses.check(given), NetworkMark.of(clients.current()))
                .chain(
                        id ->
                                phones.offered(ticket, given)
                                        .map(warnings -> SubscribedView.of(id, warnings)));
    }

    @GET
    @Operation(
            summary = "Preferences and subscription of a ticket",
            description = "For its holder, and for staff who work for its department.")
    @APIResponse(
            responseCode = "200",
            description = "What is held, or the defaults",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PreferencesView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = SubscriptionExamples.HELD)))
    @APIResponse(responseCode = "403", description = "`out-of-scope`")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    public Uni<PreferencesView> read(
            @QueryParam("organizationId") @Nullable String organizationId,
            @QueryParam("ticketId") @Nullable String ticketId) {
        TicketRef asked = ticket(organizationId, ticketId);
        boolean staff = isStaffOf(asked);
        TicketRef ticket = staff ? asked : heldByCaller(asked);
        return scopes.require(ticket, callers.scope())
                .chain(() -> subscriptions.view(ticket))
                .map(
                        held -> {
                            if (held.isEmpty() && staff) {
                                throw SubscriptionRejection.UNKNOWN_TICKET.asException();
                            }
                            return held.orElseGet(() -> TicketNotifications.none(ticket));
                        })
                .chain(held -> phones.held(ticket).map(phone -> PreferencesView.of(held, phone)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change preferences",
            description =
                    "With the ticket's token, with or without a subscription. What is absent stays as it is."
                            + " `pushDenied: true` pauses the subscription, `false` resumes it; `customerPhone: null`"
                            + " erases the number.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = PreferenceRequest.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = SubscriptionExamples.CHANGE)))
    @APIResponse(
            responseCode = "200",
            description = "Saved",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = SavedView.class),
                            examples =
                                    @ExampleObject(
                                            name = "example",
                                            value = SubscriptionExamples.CHANGED)))
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    @APIResponse(responseCode = "409", description = "`ticket-ended`")
    @APIResponse(
            responseCode = "422",
            description = "`invalid-preference`, `invalid-phone` or `phone-country-not-allowed`")
    @APIResponse(responseCode = "429", description = "`too-many-phones`")
    public Uni<SavedView> change(@Nullable PreferenceRequest request) {
        PreferenceRequest given = request == null ? PreferenceRequest.EMPTY : request;
        TicketRef ticket = heldByCaller(given.checkedTicket());
        return subscriptions
                .prefer(ticket, given::checkedChange, () -> phones.change(given))
                .replaceWith(() -> SavedView.of(phones.warnings(given)));
    }

    @DELETE
    @Operation(
            summary = "Erase subscription, preferences and phone",
            description = "With the ticket's token. Nothing of them is kept.")
    @APIResponse(responseCode = "204", description = "Erased, or nothing was held")
    @APIResponse(responseCode = "404", description = "`unknown-ticket`")
    public Uni<Void> erase(
            @QueryParam("organizationId") @Nullable String organizationId,
            @QueryParam("ticketId") @Nullable String ticketId) {
        return subscriptions.erase(heldByCaller(ticket(organizationId, ticketId)));
    }

    private static TicketRef ticket(@Nullable String organizationId, @Nullable String ticketId) {
        new RequiredFields()
                .with("organizationId", organizationId)
                .with("ticketId", ticketId)
                .check();
        return new TicketRef(uuid("ticketId", ticketId), uuid("organizationId", organizationId));
    }

    private static UUID uuid(String field, @Nullable String text) {
        try {
            return UUID.fromString(String.valueOf(text));
        } catch (IllegalArgumentException e) {
            throw SubscriptionRejection.INVALID_FIELD.in(field);
        }
    }

    private boolean isStaffOf(TicketRef ticket) {
        return callers.current() instanceof Caller.Staff staff
                && staff.organizationId().equals(ticket.organizationId());
    }

    /** Whoever does not hold the ticket learns nothing about it, not even whether it exists. */
    private TicketRef heldByCaller(TicketRef ticket) {
        if (callers.current() instanceof Caller.Holder holder
                && holder.ticketId().equals(ticket.ticketId())
                && holder.organizationId().equals(ticket.organizationId())) {
            return ticket;
        }
        throw SubscriptionRejection.UNKNOWN_TICKET.asException();
    }

    record SubscribedView(
            boolean success, String message, UUID subscriptionId, List<String> warnings) {

        static SubscribedView of(UUID id, List<String> warnings) {
            return new SubscribedView(
                    true, "This browser will be told about the ticket.", id, warnings);
        }
    }

    record SavedView(boolean success, String message, List<String> warnings) {

        static SavedView of(List<String> warnings) {
            return new SavedView(true, "Preferences saved.", warnings);
        }
    }
}
