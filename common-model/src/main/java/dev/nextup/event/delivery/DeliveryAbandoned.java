package dev.nextup.event.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * No more attempts are made on this channel; final for the delivery.
 *
 * @param attempts how many were made, 0 if none was worth it
 */
public record DeliveryAbandoned(@JsonUnwrapped DeliveryFacts delivery, Reason reason, int attempts)
        implements DeliveryEvent {

    /** Why no more attempts are made. */
    public enum Reason {
        /** Its deadline passed. */
        @JsonProperty("expired")
        EXPIRED,
        /** The push service no longer knows the subscription. */
        @JsonProperty("gone")
        GONE,
        /** The subscription was made with a key we no longer hold. */
        @JsonProperty("stale-key")
        STALE_KEY,
        /** The channel refused the message for good. */
        @JsonProperty("rejected")
        REJECTED,
        /** The channel is not configured or not wanted. */
        @JsonProperty("skipped")
        SKIPPED,
        /** A newer notification of the same ticket took its place. */
        @JsonProperty("superseded")
        SUPERSEDED,
        /** All attempts failed. */
        @JsonProperty("attempts-exhausted")
        ATTEMPTS_EXHAUSTED
    }
}
