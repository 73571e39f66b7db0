package dev.nextup.dispatch.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.http.Caller;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification to send, well-formed.
 *
 * @param payload the sender's own words, {@code null} for those of the kind
 * @param perMinute how many of its kind the ticket may have in a minute; 0 for no limit
 */
record PushOrder(
        UUID ticketId,
        UUID organizationId,
        NotificationType type,
        @Nullable ObjectNode payload,
        int perMinute) {

    /** Enough to find the right switch on a phone, too few to trouble a push service. */
    private static final int TESTS_PER_MINUTE = 3;

    /** The holder tries whether notifications arrive. */
    static PushOrder testFor(Caller.Holder holder) {
        return new PushOrder(
                holder.ticketId(),
                holder.organizationId(),
                NotificationType.TEST,
                null,
                TESTS_PER_MINUTE);
    }

    static String code(NotificationType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
