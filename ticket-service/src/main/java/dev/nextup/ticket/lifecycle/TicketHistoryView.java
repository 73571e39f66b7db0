package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.CounterRef;
import dev.nextup.event.ticket.TicketStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a ticket, for staff.
 *
 * @param transitions in the order in which they happened
 */
record TicketHistoryView(UUID id, String number, List<Transition> transitions) {

    /**
     * One change. More components than the house rule allows, because it mirrors one row.
     *
     * @param command as in the address it was sent to; {@code take} for the first
     * @param from null for the first
     * @param counter the one the ticket came to, was at or left
     * @param version of the ticket after it
     */
    record Transition(
            Instant at,
            String command,
            @Nullable TicketStatus from,
            TicketStatus to,
            By actor,
            @Nullable CounterRef counter,
            long version) {}

    /**
     * Who did it.
     *
     * @param kind {@code customer}, {@code staff} or {@code system}
     * @param id of the member, null for others
     * @param name of the member, if known
     */
    record By(String kind, @Nullable UUID id, @Nullable String name) {}
}
