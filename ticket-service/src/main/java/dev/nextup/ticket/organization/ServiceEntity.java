package dev.nextup.ticket.organization;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people wait for; issues the tickets. */
@Entity
@Table(name = "service")
class ServiceEntity extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "organization_id")
    UUID organizationId;

    @Column(name = "department_id")
    UUID departmentId;

    String name;

    @Nullable String description;

    String prefix;

    boolean open;

    boolean active;

    @Column(name = "expected_service_seconds")
    int expectedServiceSeconds;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ServiceEntity() {}
}
