package dev.nextup.ticket.organization;

import dev.nextup.ticket.hours.OpeningHours;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service as its organisation manages it.
 *
 * @param recallLimit how often a call may be repeated; null for no limit
 * @param openingHours null: always open
 * @param joinCodeRequired whether {@code POST /api/tickets} asks for the code on the screens
 * @param open whether staff let it take new tickets, within its hours
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
        @Nullable OpeningHours openingHours,
        boolean joinCodeRequired,
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
                OpeningHours.fromJson(service.openingHours),
                service.joinCodeRequired,
                service.open,
                service.active);
    }
}
