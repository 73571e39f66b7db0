package dev.nextup.event.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * The ticket ended without service.
 *
 * @param reason who ended it: the holder is told unless it was the holder
 */
public record TicketCancelled(@JsonUnwrapped TicketFacts ticket, Instant cancelledAt, Reason reason)
        implements TicketEvent {

    /** Who ended the ticket. */
    public enum Reason {
        @JsonProperty("customer")
        CUSTOMER,
        @JsonProperty("staff")
        STAFF,
        @JsonProperty("queue-reset")
        QUEUE_RESET
    }
}
