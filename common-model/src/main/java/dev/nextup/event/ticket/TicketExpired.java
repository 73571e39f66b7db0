package dev.nextup.event.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/** The service day ended before the ticket did. */
public record TicketExpired(@JsonUnwrapped TicketFacts ticket, Instant expiredAt)
        implements TicketEvent {}
