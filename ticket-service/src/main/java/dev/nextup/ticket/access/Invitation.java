package dev.nextup.ticket.access;

import java.time.Instant;
import java.util.UUID;

/**
 * An invitation as it may be remembered: {@link Invitations#view} makes its link.
 *
 * @param seed of the secret in the link
 */
public record Invitation(
        UUID id,
        String email,
        String name,
        String role,
        boolean active,
        Seed seed,
        Instant expiresAt) {}
