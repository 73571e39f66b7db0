package dev.nextup.ticket.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member as admins see them.
 *
 * @param branches what the member works for, with {@code departments}; both empty: everything
 * @param invitationExpiresAt null when no invitation is open
 */
record ManagedMemberView(
        UUID id,
        String email,
        String name,
        String role,
        boolean active,
        List<UUID> branches,
        List<UUID> departments,
        @Nullable Instant invitationExpiresAt) {

    static ManagedMemberView of(MemberEntity member) {
        return new ManagedMemberView(
                member.id,
                member.email,
                member.name,
                member.role,
                member.active,
                List.copyOf(member.branches),
                List.copyOf(member.departments),
                member.invitationExpiresAt);
    }
}
