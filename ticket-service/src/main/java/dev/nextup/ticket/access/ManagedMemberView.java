package dev.nextup.ticket.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member as admins see them.
 *
 * @param invitationExpiresAt null when no invitation is open
 */
record ManagedMemberView(
        UUID id,
        String email,
        String name,
        String role,
        boolean active,
        @Nullable Instant invitationExpiresAt) {

    static ManagedMemberView of(MemberEntity member) {
        return new ManagedMemberView(
                member.id,
                member.email,
                member.name,
                member.role,
                member.active,
                member.invitationExpiresAt);
    }
}
