package dev.nextup.event.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;

/**
 * The ticket waits at another service now: the one in the facts. It keeps number and arrival.
 *
 * @param fromServiceId the service it left
 * @param position at the new service; 1 for the next to be called
 */
public record TicketTransferred(
        @JsonUnwrapped TicketFacts ticket,
        Instant transferredAt,
        UUID fromServiceId,
        String fromServiceName,
        int position)
        implements TicketEvent {}
