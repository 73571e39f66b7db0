package dev.nextup.ticket.organization;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A part of a branch; its queue is all its services in one order. */
@Entity
@Table(name = "department")
class DepartmentEntity extends PanacheEntityBase {

    @Id UUID id;

    @Column(name = "organization_id")
    UUID organizationId;

    @Column(name = "branch_id")
    UUID branchId;

    String name;

    @Nullable String description;

    boolean active;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected DepartmentEntity() {}

    static DepartmentEntity in(UUID organizationId, UUID branchId) {
        DepartmentEntity department = new DepartmentEntity();
        department.id = UUID.randomUUID();
        department.organizationId = organizationId;
        department.branchId = branchId;
        department.active = true;
        return department;
    }
}
