package dev.nextup.ticket.walkin;

import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.ticket.lifecycle.TicketView;
import dev.nextup.ticket.queue.WaitEstimate;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket for a walk-in, as its slip shows it.
 *
 * @param priority its class; higher ones are called first
 * @param claimUrl absolute; opened on a device it makes this the holder's, once. For the slip's QR
 *     code, and a secret: it is on no log and in no table
 */
record WalkInView(
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
        long version,
        int priority,
        String claimUrl) {

    static WalkInView of(TicketView t, int priority, String claimUrl) {
        return new WalkInView(
                t.id(),
                t.number(),
                t.status(),
                t.organizationId(),
                t.branchId(),
                t.departmentId(),
                t.serviceId(),
                t.serviceName(),
                t.position(),
                t.ahead(),
                t.estimatedWait(),
                t.createdAt(),
                t.version(),
                priority,
                claimUrl);
    }

    @Override
    public String toString() {
        return "WalkInView[" + id + "]";
    }
}
