package dev.nextup.ticket.queue;

import java.util.List;
import java.util.UUID;

/**
 * What a queue id stands for: one service, or all services of a department in one order; or the
 * services a counter serves.
 *
 * @param id asked for
 * @param name of the service, the department or the counter
 * @param services ordered by id, which is also the order in which they are locked
 */
record QueueScope(UUID id, String name, UUID departmentId, List<Service> services) {

    /**
     * @param open whether it takes tickets: staff let it, and it is within its hours
     */
    record Service(UUID id, String name, boolean open) {}

    UUID[] serviceIds() {
        return services.stream().map(Service::id).toArray(UUID[]::new);
    }

    /** A department takes tickets while one of its services does. */
    boolean open() {
        return services.stream().anyMatch(Service::open);
    }
}
