package dev.nextup.event.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * The customer let others pass.
 *
 * @param places how many were let pass, 1 to 10
 * @param position the new one; 1 for the next to be called
 */
public record TicketDelayed(
        @JsonUnwrapped TicketFacts ticket, Instant delayedAt, int places, int position)
        implements TicketEvent {}
