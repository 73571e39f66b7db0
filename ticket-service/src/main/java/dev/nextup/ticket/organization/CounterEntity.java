package dev.nextup.ticket.organization;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Where people are served; its commands and its ticket are the queue's business. */
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

    /** Empty: all of its department. */
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "counter_service", joinColumns = @JoinColumn(name = "counter_id"))
    @Column(name = "service_id")
    Set<UUID> services = new HashSet<>();

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected CounterEntity() {}

    static CounterEntity in(UUID organizationId, UUID departmentId) {
        CounterEntity counter = new CounterEntity();
        counter.id = UUID.randomUUID();
        counter.organizationId = organizationId;
        counter.departmentId = departmentId;
        counter.active = true;
        return counter;
    }
}
