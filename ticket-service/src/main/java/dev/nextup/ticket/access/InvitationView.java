package dev.nextup.ticket.access;

import java.time.Instant;
import java.util.UUID;

/**
 * A member who may set a password by a link.
 *
 * @param invitationUrl good once; told this once, and again to a retry with the same
 *     Idempotency-Key. Its token stands behind the {@code #}, so that no server and no log on the
 *     way sees it
 */
public record InvitationView(
        UUID id,
        String email,
        String name,
        String role,
        boolean active,
        String invitationUrl,
        Instant invitationExpiresAt) {

    @Override
    public String toString() {
        return "InvitationView[" + id + "]";
    }
}
