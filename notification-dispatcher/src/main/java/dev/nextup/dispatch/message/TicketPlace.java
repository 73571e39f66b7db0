package dev.nextup.dispatch.message;

import dev.nextup.event.ticket.TicketFacts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket and where it is, as of its last event: what every notification of it can say.
 *
 * @param language what the customer reads (BCP 47), {@code null} if never said
 * @param iconUrl the organisation's icon, absolute
 * @param currentlyServing the number now served in the queue
 */
public record TicketPlace(
        UUID organizationId,
        String organizationName,
        String branchName,
        String departmentName,
        String serviceName,
        String ticketNumber,
        @Nullable String language,
        @Nullable String iconUrl,
        @Nullable String currentlyServing) {

    public static TicketPlace of(TicketFacts facts) {
        return new TicketPlace(
                facts.organizationId(),
                facts.organizationName(),
                facts.branchName(),
                facts.departmentName(),
                facts.serviceName(),
                facts.ticketNumber(),
                facts.language(),
                facts.iconUrl(),
                facts.currentlyServing());
    }
}
