package dev.nextup.ticket.organization;

import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.organization.OrganizationRepository.Hierarchy;
import dev.nextup.ticket.queue.QueueLoads;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What the public may know of an organisation. */
@ApplicationScoped
class Organizations {

    private final OrganizationRepository repository;
    private final QueueLoads loads;
    private final Clock clock;

    Organizations(OrganizationRepository repository, QueueLoads loads, Clock clock) {
        this.repository = repository;
        this.loads = loads;
        this.clock = clock;
    }

    /** Fails with {@link OrganizationRejection#UNKNOWN}. */
    @WithSession
    Uni<OrganizationView> view(String idOrSlug) {
        return repository
                .activeByIdOrSlug(idOrSlug)
                .map(
                        found ->
                                found.orElseThrow(
                                        () -> new RejectedException(OrganizationRejection.UNKNOWN)))
                .chain(repository::hierarchyOf)
                .chain(this::withLoads);
    }

    /**
     * The organisation a queue belongs to. Fails with {@link OrganizationRejection#UNKNOWN_QUEUE}.
     */
    @WithSession
    Uni<OrganizationView> viewOfQueue(UUID queueId) {
        return repository
                .ofQueue(queueId)
                .map(
                        found ->
                                found.orElseThrow(
                                        () ->
                                                new RejectedException(
                                                        OrganizationRejection.UNKNOWN_QUEUE)))
                .chain(repository::hierarchyOf)
                .chain(this::withLoads);
    }

    private Uni<OrganizationView> withLoads(Hierarchy rows) {
        List<UUID> serviceIds = rows.services().stream().map(s -> s.id).toList();
        return loads.of(serviceIds)
                .map(byService -> OrganizationView.of(rows, byService, clock.instant()));
    }
}
