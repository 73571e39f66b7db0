package dev.nextup.event.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * The ticket waits again, after being missed, held, called or (as an undo) completed.
 *
 * @param position 1 for the next to be called
 * @param place where staff put it
 */
public record TicketRequeued(
        @JsonUnwrapped TicketFacts ticket, Instant requeuedAt, int position, Place place)
        implements TicketEvent {

    /** The end of the queue the ticket went to. */
    public enum Place {
        FIRST,
        LAST
    }
}
