package dev.nextup.subscription.binding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.http.RequiredFields;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the holder wants to change; {@code null} leaves a preference as it is.
 *
 * @param customerPhone a text, or JSON null, which erases it (as an empty text does)
 */
record PreferenceRequest(
        @Nullable UUID organizationId,
        @Nullable UUID ticketId,
        @Nullable Boolean pushDenied,
        @Schema(type = SchemaType.STRING, nullable = true) @Nullable JsonNode customerPhone,
        @Nullable Boolean whatsappFallback,
        @Nullable Boolean smsFallback,
        @Nullable Integer notifyAhead) {

    static final PreferenceRequest EMPTY =
            new PreferenceRequest(null, null, null, null, null, null, null);

    /** Nobody wants to be told a hundred people ahead; the table has the same limit. */
    private static final int MAX_AHEAD = 99;

    /**
     * @throws dev.nextup.problem.RejectedException 400 {@code missing-fields} or {@code
     *     invalid-field}
     */
    TicketRef checkedTicket() {
        new RequiredFields()
                .with("organizationId", organizationId)
                .with("ticketId", ticketId)
                .with("pushDenied", pushDenied)
                .check();
        if (customerPhone != null && !customerPhone.isNull() && !customerPhone.isTextual()) {
            throw SubscriptionRejection.INVALID_FIELD.in("customerPhone");
        }
        return new TicketRef(
                Objects.requireNonNull(ticketId), Objects.requireNonNull(organizationId));
    }

    /**
     * @throws dev.nextup.problem.RejectedException 422 {@code invalid-preference}
     */
    Preferences.Change checkedChange() {
        if (notifyAhead != null && (notifyAhead < 1 || notifyAhead > MAX_AHEAD)) {
            throw SubscriptionRejection.INVALID_PREFERENCE.asException();
        }
        return new Preferences.Change(
                Objects.requireNonNull(pushDenied), whatsappFallback, smsFallback, notifyAhead);
    }

    boolean erasesPhone() {
        return customerPhone != null
                && (customerPhone.isNull() || customerPhone.asText().isBlank());
    }

    /** Empty when it stays or is erased. */
    Optional<String> phone() {
        return customerPhone == null || erasesPhone()
                ? Optional.empty()
                : Optional.of(customerPhone.asText());
    }

    @Override
    public String toString() {
        return "PreferenceRequest";
    }
}
