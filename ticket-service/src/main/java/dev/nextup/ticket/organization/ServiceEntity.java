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

    /** Until managers say otherwise; five minutes at a counter. */
    private static final int USUAL_SERVICE_SECONDS = 300;

    /** Until managers say otherwise; then staff are offered to skip. */
    private static final int USUAL_RECALLS = 3;

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

    @Column(name = "capacity_per_day")
    @Nullable Integer capacityPerDay;

    @Column(name = "almost_turn_ahead")
    @Nullable Integer almostTurnAhead;

    /** Null: as often as staff like. */
    @Column(name = "recall_limit")
    @Nullable Integer recallLimit;

    /** As {@link dev.nextup.ticket.hours.OpeningHours#toJson} writes it; null: always open. */
    @Column(name = "opening_hours")
    @Nullable String openingHours;

    /** Whether customers must show that they are on the spot. */
    @Column(name = "join_code_required")
    boolean joinCodeRequired;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected ServiceEntity() {}

    static ServiceEntity in(UUID organizationId, UUID departmentId) {
        ServiceEntity service = new ServiceEntity();
        service.id = UUID.randomUUID();
        service.organizationId = organizationId;
        service.departmentId = departmentId;
        service.expectedServiceSeconds = USUAL_SERVICE_SECONDS;
        service.recallLimit = USUAL_RECALLS;
        service.open = true;
        service.active = true;
        return service;
    }
}
