package dev.nextup.event.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The ticket was served to its end.
 *
 * @param counter where, {@code null} if called without a counter
 */
public record TicketCompleted(
        @JsonUnwrapped TicketFacts ticket, Instant completedAt, @Nullable CounterRef counter)
        implements TicketEvent {}
