package dev.nextup.dispatch.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.event.delivery.NotificationType;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification to send, well-formed.
 *
 * @param payload the sender's own words, {@code null} for those of the kind
 */
record PushOrder(
        UUID ticketId, UUID organizationId, NotificationType type, @Nullable ObjectNode payload) {

    static String code(NotificationType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
