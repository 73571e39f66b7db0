package dev.nextup.event.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The device reported, with a signed token, what the person did with the notification. One event
 * for each thing done.
 */
public record DeliveryAcknowledged(
        @JsonUnwrapped DeliveryFacts delivery, Acknowledgement acknowledgement)
        implements DeliveryEvent {

    /** What was done with the notification. */
    public enum Acknowledgement {
        @JsonProperty("shown")
        SHOWN,
        @JsonProperty("clicked")
        CLICKED,
        @JsonProperty("dismissed")
        DISMISSED
    }
}
