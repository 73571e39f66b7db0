package dev.nextup.dispatch.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.event.delivery.NotificationType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification to send, well-formed.
 *
 * @param payload the sender's own words, {@code null} for those of the kind
 * @param preview the kind a test looks like, {@code null} for the words of its own
 * @param perMinute how many of its kind the ticket may have in a minute; 0 for no limit
 * @param key the client's name for it, under which it is sent once; {@code null} if it has none
 */
record PushOrder(
        UUID ticketId,
        UUID organizationId,
        NotificationType type,
        @Nullable ObjectNode payload,
        @Nullable NotificationType preview,
        int perMinute,
        @Nullable RequestKey key) {

    /** Enough to find the right switch on a phone, too few to trouble a push service. */
    private static final int TESTS_PER_MINUTE = 3;

    /** Somebody tries whether notifications arrive, or looks at one. */
    static PushOrder test(UUID ticketId, UUID organizationId, NotificationType kind) {
        return new PushOrder(
                ticketId,
                organizationId,
                NotificationType.TEST,
                null,
                kind == NotificationType.TEST ? null : kind,
                TESTS_PER_MINUTE,
                null);
    }

    PushOrder under(@Nullable RequestKey name) {
        return new PushOrder(ticketId, organizationId, type, payload, preview, perMinute, name);
    }

    static Optional<NotificationType> type(@Nullable String code) {
        return Arrays.stream(NotificationType.values())
                .filter(type -> code(type).equals(code))
                .findFirst();
    }

    static String code(NotificationType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
