package dev.nextup.ticket.organization;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A department as its organisation manages it. */
record ManagedDepartmentView(
        UUID id, UUID branchId, String name, @Nullable String description, boolean active) {

    static ManagedDepartmentView of(DepartmentEntity department) {
        return new ManagedDepartmentView(
                department.id,
                department.branchId,
                department.name,
                department.description,
                department.active);
    }
}
