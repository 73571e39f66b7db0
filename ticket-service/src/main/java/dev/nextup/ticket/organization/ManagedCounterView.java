package dev.nextup.ticket.organization;

import java.util.List;
import java.util.UUID;

/**
 * A counter as its organisation manages it.
 *
 * @param services that it serves; empty: all of its department
 */
record ManagedCounterView(
        UUID id, UUID departmentId, String name, List<UUID> services, boolean active) {

    static ManagedCounterView of(CounterEntity counter) {
        return new ManagedCounterView(
                counter.id,
                counter.departmentId,
                counter.name,
                counter.services.stream().sorted().toList(),
                counter.active);
    }
}
