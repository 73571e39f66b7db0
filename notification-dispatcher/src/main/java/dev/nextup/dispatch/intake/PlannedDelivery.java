package dev.nextup.dispatch.intake;

import dev.nextup.dispatch.delivery.DeliveryState;
import dev.nextup.dispatch.delivery.Settled;
import dev.nextup.dispatch.message.Content;
import dev.nextup.event.delivery.NotificationType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification as it is first written down.
 *
 * @param state {@link DeliveryState#PLANNED}, or settled at once
 * @param error why it was settled at once
 * @param nextAttemptAt null while there is no browser
 */
record PlannedDelivery(
        UUID id,
        UUID ticketId,
        long ticketVersion,
        NotificationType type,
        Content content,
        Instant deadline,
        DeliveryState state,
        @Nullable String error,
        @Nullable Instant nextAttemptAt) {

    /** As {@link Notice#after}; what is settled already stays as it is. */
    PlannedDelivery after(@Nullable NotificationType unheard) {
        return state == DeliveryState.PLANNED
                ? new PlannedDelivery(
                        id,
                        ticketId,
                        ticketVersion,
                        type,
                        new Notice(type, content).after(unheard).content(),
                        deadline,
                        state,
                        error,
                        nextAttemptAt)
                : this;
    }

    /** Whether there is a browser to send it to; else whoever binds one wakes the worker. */
    boolean isDue() {
        return nextAttemptAt != null;
    }

    Settled settled() {
        return new Settled(id, ticketId, content.place().organizationId(), type, state, 0);
    }
}
