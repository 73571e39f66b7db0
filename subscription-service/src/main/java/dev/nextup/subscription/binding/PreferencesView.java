package dev.nextup.subscription.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextup.subscription.contact.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is held for a ticket, in the spelling of the earlier API.
 *
 * @param activeSubscriptions 0 or 1
 */
record PreferencesView(boolean success, Chosen preferences, int activeSubscriptions) {

    static PreferencesView of(TicketNotifications held, Optional<PhoneNumber> phone) {
        Preferences p = held.preferences();
        return new PreferencesView(
                true,
                new Chosen(
                        !p.pushDenied(),
                        p.pushDenied(),
                        p.whatsappFallback(),
                        p.smsFallback(),
                        p.notifyAhead(),
                        phone.map(PhoneNumber::masked).orElse(null)),
                held.activeSubscriptions());
    }

    /**
     * @param customerPhone masked, such as {@code +49•••••89}
     */
    record Chosen(
            @JsonProperty("push_enabled") boolean pushEnabled,
            @JsonProperty("push_denied") boolean pushDenied,
            @JsonProperty("whatsapp_fallback") boolean whatsappFallback,
            @JsonProperty("sms_fallback") boolean smsFallback,
            @JsonProperty("notify_ahead") @Nullable Integer notifyAhead,
            @JsonProperty("customer_phone") @Nullable String customerPhone) {}
}
