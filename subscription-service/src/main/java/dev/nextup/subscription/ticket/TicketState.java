package dev.nextup.subscription.ticket;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketFacts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as one of its events leaves it.
 *
 * @param endedAt when it ended, {@code null} while it lives: also after an undo, since the event
 *     that puts a ticket back says that it waits
 * @param closedAt until when its holder is told of the end, {@code null} while it lives
 * @param branchId where it is, {@code null} when the event does not say it
 * @param departmentId as well
 */
record TicketState(
        UUID id,
        UUID organizationId,
        long version,
        @Nullable Instant endedAt,
        @Nullable Instant closedAt,
        @Nullable UUID branchId,
        @Nullable UUID departmentId) {

    static TicketState after(UUID id, CloudEvent<TicketEvent> event) {
        TicketFacts facts = event.data().ticket();
        boolean ended = facts.status().isEnded();
        return new TicketState(
                id,
                facts.organizationId(),
                facts.version(),
                ended ? event.time() : null,
                ended ? facts.deadline() : null,
                facts.branchId(),
                facts.departmentId());
    }

    /** The newer of two states of one ticket; of a duplicate the first. */
    TicketState newer(TicketState other) {
        return other.version > version ? other : this;
    }
}
