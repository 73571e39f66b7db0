package dev.nextup.event.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The customer came and is being served.
 *
 * @param counter where, {@code null} if called without a counter
 */
public record TicketServing(
        @JsonUnwrapped TicketFacts ticket, Instant servedAt, @Nullable CounterRef counter)
        implements TicketEvent {}
