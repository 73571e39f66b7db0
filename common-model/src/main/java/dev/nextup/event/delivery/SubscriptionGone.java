package dev.nextup.event.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/**
 * The push service no longer knows a subscription (404 or 410, nothing else): subscription-service
 * deactivates it. If the ticket holds another subscription by now, the event is late and ignored.
 *
 * @param at when the push service said so
 */
public record SubscriptionGone(UUID subscriptionId, UUID ticketId, Reason reason, Instant at)
        implements DeliveryEvent {

    /** The push service's answer. */
    public enum Reason {
        /** 404. */
        @JsonProperty("not-found")
        NOT_FOUND,
        /** 410. */
        @JsonProperty("gone")
        GONE
    }
}
