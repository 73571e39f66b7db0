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
 */
record TicketState(UUID id, UUID organizationId, long version, @Nullable Instant endedAt) {

    static TicketState after(UUID id, CloudEvent<TicketEvent> event) {
        TicketFacts facts = event.data().ticket();
        return new TicketState(
                id,
                facts.organizationId(),
                facts.version(),
                facts.status().isEnded() ? event.time() : null);
    }

    /** The newer of two states of one ticket; of a duplicate the first. */
    TicketState newer(TicketState other) {
        return other.version > version ? other : this;
    }
}
