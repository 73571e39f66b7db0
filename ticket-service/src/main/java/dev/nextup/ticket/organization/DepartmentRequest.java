package dev.nextup.ticket.organization;

import dev.nextup.http.RequiredFields;
import dev.nextup.ticket.management.Fields;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A department as an admin enters it.
 *
 * @param branchId mandatory for a new one; later it may be left out and must not differ
 * @param active absent: as it is, or true for a new one
 */
record DepartmentRequest(
        @Nullable UUID branchId,
        @Nullable String name,
        @Nullable String description,
        @Nullable Boolean active) {

    static DepartmentRequest ofNew(@Nullable DepartmentRequest given) {
        DepartmentRequest request = given == null ? EMPTY : given;
        new RequiredFields().with("name", request.name).with("branchId", request.branchId).check();
        return request;
    }

    static DepartmentRequest of(@Nullable DepartmentRequest given) {
        DepartmentRequest request = given == null ? EMPTY : given;
        new RequiredFields().with("name", request.name).check();
        return request;
    }

    private static final DepartmentRequest EMPTY = new DepartmentRequest(null, null, null, null);

    /** Fails with 422 {@code invalid-value}. */
    void applyTo(DepartmentEntity department) {
        if (branchId != null && !branchId.equals(department.branchId)) {
            throw Fields.invalid("branchId", "cannot change: a department stays in its branch");
        }
        department.name = Fields.name("name", name);
        department.description = Fields.text("description", description, Fields.TEXT_LENGTH);
        department.active = active == null ? department.active : active;
    }
}
