package dev.nextup.ticket.organization;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place with a time zone, and so with service days. */
@Entity
@Table(name = "branch")
class BranchEntity extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "organization_id")
    UUID organizationId;

    String name;

    @Nullable String address;

    @Column(name = "time_zone")
    String timeZone;

    @Column(name = "day_starts_at")
    LocalTime dayStartsAt;

    boolean active;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected BranchEntity() {}

    static BranchEntity in(UUID organizationId) {
        BranchEntity branch = new BranchEntity();
        branch.id = UUID.randomUUID();
        branch.organizationId = organizationId;
        branch.active = true;
        return branch;
    }
}
