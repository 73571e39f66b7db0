package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.CounterRef;
import dev.nextup.ticket.queue.WaitEstimate;
import dev.nextup.ticket.reach.ReachView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket with everything around it that people and events are told, read in one statement.
 *
 * @param ahead tickets called before this one; null unless it waits
 * @param openCounters that serve its service
 * @param currentlyServing number of the latest call of its service
 * @param reach what became of the newest notification to its holder
 */
record TicketSnapshot(
        Ticket ticket,
        Place place,
        @Nullable CounterRef counter,
        @Nullable Integer ahead,
        int openCounters,
        @Nullable String currentlyServing,
        @Nullable ReachView reach) {

    /**
     * Where the ticket's queue is.
     *
     * @param secondsPerTicket at the counter: measured, else expected
     * @param almostTurnAhead at how many ahead the service's customers are told; null for the
     *     installation's default
     */
    record Place(
            String organizationName,
            @Nullable String logoUrl,
            UUID branchId,
            String branchName,
            UUID departmentId,
            String departmentName,
            String serviceName,
            int secondsPerTicket,
            @Nullable Integer almostTurnAhead) {}

    @Nullable Integer position() {
        return ahead == null ? null : ahead + 1;
    }

    @Nullable WaitEstimate estimatedWait() {
        return ahead == null
                ? null
                : WaitEstimate.of(ahead, openCounters, place.secondsPerTicket());
    }
}
