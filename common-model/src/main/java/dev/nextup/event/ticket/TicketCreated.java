package dev.nextup.event.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * A customer, or staff for a walk-in, took a ticket: always the first event of a ticket.
 *
 * @param position 1 for the next to be called
 * @param ahead how many are called before this one: {@code position - 1}
 */
public record TicketCreated(
        @JsonUnwrapped TicketFacts ticket, Instant createdAt, int position, int ahead)
        implements TicketEvent {}
