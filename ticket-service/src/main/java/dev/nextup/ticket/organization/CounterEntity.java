package dev.nextup.ticket.organization;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Where people are served. */
@Entity
@Table(name = "counter")
class CounterEntity extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "organization_id")
    UUID organizationId;

    @Column(name = "department_id")
    UUID departmentId;

    String name;

    boolean active;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected CounterEntity() {}
}
