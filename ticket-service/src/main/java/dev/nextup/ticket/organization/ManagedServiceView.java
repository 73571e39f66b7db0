package dev.nextup.ticket.organization;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service as its organisation manages it.
 *
 * @param recallLimit how often a call may be repeated; null for no limit
 * @param open whether it takes new tickets now
 */
record ManagedServiceView(
        UUID id,
        UUID departmentId,
        String name,
        @Nullable String description,
        String prefix,
        int expectedServiceSeconds,
        @Nullable Integer capacityPerDay,
        @Nullable Integer almostTurnAhead,
        @Nullable Integer recallLimit,
        boolean open,
        boolean active) {

    static ManagedServiceView of(ServiceEntity service) {
        return new ManagedServiceView(
                service.id,
                service.departmentId,
                service.name,
                service.description,
                service.prefix,
                service.expectedServiceSeconds,
                service.capacityPerDay,
                service.almostTurnAhead,
                service.recallLimit,
                service.open,
                service.active);
    }
}
