package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.ticket.queue.WaitEstimate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ticket for who has just become its holder. The token is shown this once. */
public record IssuedTicketView(
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
        String token,
        List<String> warnings) {

    public static IssuedTicketView of(TicketView t, String token, List<String> warnings) {
        return new IssuedTicketView(
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
                token,
                warnings);
    }

    @Override
    public String toString() {
        return "IssuedTicketView[" + id + "]";
    }
}
