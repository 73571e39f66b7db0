package dev.nextup.event.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/** Staff put the ticket aside. It keeps its place in arrival order for when it comes back. */
public record TicketHeld(@JsonUnwrapped TicketFacts ticket, Instant heldAt)
        implements TicketEvent {}
