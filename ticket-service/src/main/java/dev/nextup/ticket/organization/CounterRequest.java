package dev.nextup.ticket.organization;

import dev.nextup.http.RequiredFields;
import dev.nextup.ticket.management.Fields;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A counter as a manager enters it.
 *
 * @param departmentId mandatory for a new one; later it may be left out and must not differ
 * @param name as the board shows it
 * @param services of its department that it serves; empty or absent: all
 * @param active absent: as it is, or true for a new one
 */
record CounterRequest(
        @Nullable UUID departmentId,
        @Nullable String name,
        @Nullable List<UUID> services,
        @Nullable Boolean active) {

    private static final CounterRequest EMPTY = new CounterRequest(null, null, null, null);

    static CounterRequest ofNew(@Nullable CounterRequest given) {
        CounterRequest request = given == null ? EMPTY : given;
        new RequiredFields()
                .with("departmentId", request.departmentId)
                .with("name", request.name)
                .check();
        return request;
    }

    static CounterRequest of(@Nullable CounterRequest given) {
        CounterRequest request = given == null ? EMPTY : given;
        new RequiredFields().with("name", request.name).check();
        return request;
    }

    /** Fails with 422 {@code invalid-value}. */
    void applyTo(CounterEntity counter, Set<UUID> ofDepartment) {
        if (departmentId != null && !departmentId.equals(counter.departmentId)) {
            throw Fields.invalid(
                    "departmentId", "cannot change: a counter stays in its department");
        }
        List<UUID> wanted = services == null ? List.of() : services;
        if (!ofDepartment.containsAll(wanted)) {
            throw Fields.invalid("services", "must be active services of the counter's department");
        }
        counter.name = Fields.name("name", name);
        counter.services.retainAll(wanted);
        counter.services.addAll(wanted);
        counter.active = active == null ? counter.active : active;
    }
}
