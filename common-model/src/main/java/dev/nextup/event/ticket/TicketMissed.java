package dev.nextup.event.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/** Staff passed over the ticket (NO_SHOW). It can come back until the day ends. */
public record TicketMissed(@JsonUnwrapped TicketFacts ticket, Instant missedAt)
        implements TicketEvent {}
