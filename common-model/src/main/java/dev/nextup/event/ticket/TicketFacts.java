package dev.nextup.event.ticket;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every ticket event carries, so that no reader has to ask back: the ticket as it is after the
 * event. The ticket's id is the envelope's subject. More than six components, against the house
 * rule, because it is a wire format: every one is a field of the flat JSON.
 *
 * @param ticketNumber as printed and shown, e.g. {@code GEN-001}
 * @param language what the customer reads (BCP 47), {@code null} if never said
 * @param iconUrl the organisation's icon for notifications, absolute
 * @param status after the event
 * @param version of the ticket, one higher with each change: a reader ignores an event whose
 *     version is not higher than the one it holds
 * @param deadline after which nobody needs to hear of this event any more
 * @param currentlyServing the number now served in the queue, {@code null} if none is
 * @param branchId of the service, for what members may see; {@code null} in events of earlier
 *     versions
 * @param departmentId of the service, {@code null} as well
 */
public record TicketFacts(
        UUID organizationId,
        String organizationName,
        String branchName,
        String departmentName,
        UUID serviceId,
        String serviceName,
        String ticketNumber,
        @Nullable String language,
        @Nullable String iconUrl,
        TicketStatus status,
        long version,
        Instant deadline,
        @Nullable String currentlyServing,
        @Nullable UUID branchId,
        @Nullable UUID departmentId) {}
