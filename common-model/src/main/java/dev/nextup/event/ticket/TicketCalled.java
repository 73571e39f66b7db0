package dev.nextup.event.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ticket was called, or called again: a recall is an event of its own. Screens and
 * notifications key on {@code callId}, not on the ticket.
 *
 * @param callId new with each call and recall
 * @param callCount 1 for the first call
 * @param counter where to go, {@code null} if called without a counter
 */
public record TicketCalled(
        @JsonUnwrapped TicketFacts ticket,
        UUID callId,
        int callCount,
        Instant calledAt,
        @Nullable CounterRef counter)
        implements TicketEvent {}
