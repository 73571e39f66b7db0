package dev.nextup.ticket.management;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change, as admins read it.
 *
 * @param id later changes have higher ones
 * @param action what was done to which kind of thing, such as {@code branch-created}
 * @param before what was shown of it; null when there was nothing
 * @param after null when nothing is left
 */
record AuditView(
        long id,
        Instant at,
        By by,
        String action,
        UUID targetId,
        @Nullable Map<String, Object> before,
        @Nullable Map<String, Object> after) {

    /**
     * @param kind {@code member}, or {@code operator} for who runs the installation
     * @param id the member's
     * @param name the member's, as it is now
     */
    record By(String kind, @Nullable UUID id, @Nullable String name) {}
}
