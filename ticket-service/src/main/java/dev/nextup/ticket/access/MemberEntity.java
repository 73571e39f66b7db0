package dev.nextup.ticket.access;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

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

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected MemberEntity() {}
}
