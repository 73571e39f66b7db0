package dev.nextup.ticket.organization;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Keeps what people wait for, or are served at, from being deactivated under them. */
@ApplicationScoped
class OpenTickets {

    /** The lock waits for tickets being issued, which hold the row by their foreign key. */
    private static final String LOCK =
            "SELECT s.id FROM service s JOIN department d ON d.id = s.department_id"
                    + " WHERE s.organization_id = :organization"
                    + " AND (:id IN (s.id, d.id, d.branch_id, s.organization_id)) ORDER BY s.id FOR UPDATE OF s";

    /**
     * All that have not ended: who was missed may be put back into the queue until the day ends.
     */
    private static final String WITHIN =
            "SELECT count(*) FROM ticket t JOIN service s ON s.id = t.service_id"
                    + " JOIN department d ON d.id = s.department_id"
                    + " WHERE s.organization_id = :organization"
                    + " AND (:id IN (s.id, d.id, d.branch_id, s.organization_id))"
                    + " AND t.status IN ('WAITING', 'CALLED', 'SERVING', 'HELD', 'NO_SHOW')";

    /** The lock waits for whoever calls a ticket to it, and makes the next who would wait. */
    private static final String LOCK_COUNTER =
            "SELECT c.id FROM counter c WHERE c.organization_id = :organization AND c.id = :id"
                    + " FOR NO KEY UPDATE";

    private static final String AT_COUNTER =
            "SELECT count(*) FROM ticket WHERE organization_id = :organization AND counter_id = :id"
                    + " AND status IN ('CALLED', 'SERVING')";

    /**
     * @param id of a service, or of a department, a branch or the organisation with all its
     *     services
     */
    Uni<Void> refuseWithin(UUID organizationId, UUID id) {
        return locked(LOCK, organizationId, id)
                .chain(
                        () ->
                                refuse(
                                        WITHIN,
                                        organizationId,
                                        id,
                                        ManagementRejection.SERVICE_IN_USE));
    }

    Uni<Void> refuseAtCounter(UUID organizationId, UUID id) {
        return locked(LOCK_COUNTER, organizationId, id)
                .chain(
                        () ->
                                refuse(
                                        AT_COUNTER,
                                        organizationId,
                                        id,
                                        ManagementRejection.COUNTER_IN_USE));
    }

    private static Uni<Void> locked(String lock, UUID organizationId, UUID id) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(lock, UUID.class)
                                        .setParameter("organization", organizationId)
                                        .setParameter("id", id)
                                        .getResultList())
                .replaceWithVoid();
    }

    private static Uni<Void> refuse(
            String count, UUID organizationId, UUID id, ManagementRejection rejection) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(count, Long.class)
                                        .setParameter("organization", organizationId)
                                        .setParameter("id", id)
                                        .getSingleResult())
                .invoke(
                        open -> {
                            if (open > 0) {
                                throw rejection.exception();
                            }
                        })
                .replaceWithVoid();
    }
}
