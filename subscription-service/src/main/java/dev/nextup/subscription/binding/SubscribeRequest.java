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
 * What a browser sends to subscribe; {@code subscription} is the JSON of its {@code
 * PushSubscription}. The fields of the earlier API keep their names. Parsed, not yet checked.
 *
 * @param userAgent reduced to a browser family
 * @param customerPhone any JSON: never a reason to refuse a subscription, a warning at most
 * @param keyId of the application server key, {@code null} for the current one
 */
record SubscribeRequest(
        @Nullable UUID organizationId,
        @Nullable UUID ticketId,
        @Nullable Subscription subscription,
        @Nullable String userAgent,
        @Schema(type = SchemaType.STRING, nullable = true) @Nullable JsonNode customerPhone,
        @Nullable String keyId) {

    static final SubscribeRequest EMPTY = new SubscribeRequest(null, null, null, null, null, null);

    /** The end of the year 9999: no later time can be told in ISO 8601. */
    private static final double LAST_MILLISECOND = 253_402_300_799_999d;

    /**
     * @throws dev.nextup.problem.RejectedException 400 {@code missing-fields} or {@code
     *     invalid-field}
     */
    TicketRef checkedTicket() {
        new RequiredFields()
                .with("organizationId", organizationId)
                .with("ticketId", ticketId)
                .with("subscription", subscription)
                .check();
        Objects.requireNonNull(subscription).mustBeComplete();
        return new TicketRef(
                Objects.requireNonNull(ticketId), Objects.requireNonNull(organizationId));
    }

    /** Empty for none: clients of the earlier API send null or an empty text then. */
    Optional<String> phone() {
        return Optional.ofNullable(customerPhone)
                .filter(phone -> !phone.isNull())
                .map(phone -> phone.isTextual() ? phone.textValue() : phone.toString())
                .filter(phone -> !phone.isBlank());
    }

    @Override
    public String toString() {
        return "SubscribeRequest";
    }

    /**
     * @param expirationTime milliseconds since 1970, as browsers tell it
     */
    record Subscription(
            @Nullable String endpoint, @Nullable Double expirationTime, @Nullable Keys keys) {

        private void mustBeComplete() {
            new RequiredFields()
                    .with("subscription.endpoint", endpoint)
                    .with("subscription.keys.p256dh", keys == null ? null : keys.p256dh)
                    .with("subscription.keys.auth", keys == null ? null : keys.auth)
                    .check();
            if (expirationTime != null
                    && !(expirationTime >= 0 && expirationTime <= LAST_MILLISECOND)) {
                throw SubscriptionRejection.INVALID_FIELD.in("subscription.expirationTime");
            }
        }

        @Override
        public String toString() {
            return "Subscription";
        }
    }

    record Keys(@Nullable String p256dh, @Nullable String auth) {
        @Override
        public String toString() {
            return "Keys";
        }
    }
}
