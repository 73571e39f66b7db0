package dev.nextup.event.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a notification tells the holder of a ticket. */
public enum NotificationType {
    @JsonProperty("ticket_created")
    TICKET_CREATED,
    @JsonProperty("almost_your_turn")
    ALMOST_YOUR_TURN,
    @JsonProperty("your_turn")
    YOUR_TURN,
    @JsonProperty("ticket_missed")
    TICKET_MISSED,
    @JsonProperty("ticket_requeued")
    TICKET_REQUEUED,
    @JsonProperty("ticket_transferred")
    TICKET_TRANSFERRED,
    @JsonProperty("ticket_cancelled")
    TICKET_CANCELLED,
    @JsonProperty("queue_reset")
    QUEUE_RESET,
    @JsonProperty("test")
    TEST
}
