package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.CounterRef;
import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.ticket.queue.WaitEstimate;
import dev.nextup.ticket.reach.ReachView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as its holder and staff see it.
 *
 * @param position 1 for the next to be called; null unless waiting
 * @param ahead position − 1
 * @param estimatedWait null unless waiting, and while no counter is open
 * @param confirmedAt when the holder last said "I'm here"
 * @param delaysLeft how often the holder may still let others pass
 * @param reach what became of the newest notification to the holder; null when none was sent
 */
public record TicketView(
        UUID id,
        String number,
        TicketStatus status,
        UUID organizationId,
        UUID branchId,
        UUID departmentId,
        UUID serviceId,
        String serviceName,
        @Nullable Integer position,
        @Nullable Integer ahead,
        @Nullable WaitEstimate estimatedWait,
        Instant createdAt,
        @Nullable Instant calledAt,
        @Nullable CounterRef counter,
        int callCount,
        @Nullable Instant completedAt,
        @Nullable String currentlyServing,
        @Nullable Instant confirmedAt,
        int delaysLeft,
        @Nullable ReachView reach,
        long version) {

    static TicketView of(TicketSnapshot s) {
        Ticket ticket = s.ticket();
        return new TicketView(
                ticket.id(),
                ticket.number(),
                ticket.status(),
                ticket.organizationId(),
                s.place().branchId(),
                s.place().departmentId(),
                ticket.serviceId(),
                s.place().serviceName(),
                s.position(),
                s.ahead(),
                s.estimatedWait(),
                ticket.createdAt(),
                ticket.calledAt(),
                s.counter(),
                ticket.callCount(),
                ticket.completedAt(),
                s.currentlyServing(),
                ticket.confirmedAt(),
                Ticket.MAX_DELAYS - ticket.delays(),
                s.reach(),
                ticket.version());
    }
}
