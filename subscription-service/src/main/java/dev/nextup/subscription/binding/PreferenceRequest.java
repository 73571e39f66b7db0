package dev.nextup.subscription.binding;

import dev.nextup.http.RequiredFields;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the holder wants to change; {@code null} leaves a preference as it is.
 *
 * @param customerPhone neither read nor stored yet, and never a reason to refuse
 */
record PreferenceRequest(
        @Nullable UUID organizationId,
        @Nullable UUID ticketId,
        @Nullable Boolean pushDenied,
        @Nullable Object customerPhone,
        @Nullable Boolean whatsappFallback,
        @Nullable Boolean smsFallback,
        @Nullable Integer notifyAhead) {

    static final PreferenceRequest EMPTY =
            new PreferenceRequest(null, null, null, null, null, null, null);

    /** Nobody wants to be told a hundred people ahead; the table has the same limit. */
    private static final int MAX_AHEAD = 99;

    /**
     * @throws dev.nextup.problem.RejectedException 400 {@code missing-fields}
     */
    TicketRef checkedTicket() {
        new RequiredFields()
                .with("organizationId", organizationId)
                .with("ticketId", ticketId)
                .with("pushDenied", pushDenied)
                .check();
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

    List<String> warnings() {
        return customerPhone == null ? List.of() : List.of(SubscribeRequest.PHONE_NOT_STORED);
    }

    @Override
    public String toString() {
        return "PreferenceRequest";
    }
}
