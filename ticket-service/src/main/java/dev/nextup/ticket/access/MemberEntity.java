package dev.nextup.ticket.access;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member of an organisation. */
@Entity
@Table(name = "member")
class MemberEntity extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "organization_id")
    UUID organizationId;

    String email;
    String name;
    String role;

    @Column(name = "password_hash")
    String passwordHash;

    boolean active;

    /** With {@link #departments} what the member works for; both empty: everything. */
    List<UUID> branches;

    List<UUID> departments;

    /** Of the token of the open invitation; null when there is none. */
    @Column(name = "invitation_hash")
    @Nullable String invitationHash;

    @Column(name = "invitation_expires_at")
    @Nullable Instant invitationExpiresAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected MemberEntity() {}

    /** Without a password; {@link Invitations} gives it one nobody knows. */
    static MemberEntity in(UUID organizationId, String email, String name, String role) {
        MemberEntity member = new MemberEntity();
        member.id = UUID.randomUUID();
        member.organizationId = organizationId;
        member.email = email;
        member.name = name;
        member.role = role;
        member.active = true;
        member.branches = List.of();
        member.departments = List.of();
        return member;
    }
}
