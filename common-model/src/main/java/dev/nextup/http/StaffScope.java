package dev.nextup.http;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * What a member works for: the named departments, and all departments of the named branches. Who
 * has nothing named works for all of the organisation.
 */
public record StaffScope(Set<UUID> branches, Set<UUID> departments) {

    /** The claims of a staff token that hold it; absent from tokens of earlier versions. */
    public static final String BRANCHES = "branches";

    public static final String DEPARTMENTS = "departments";

    private static final Problem OUT_OF_SCOPE =
            Problem.of(403, "out-of-scope", "You do not work for this department")
                    .withDetail("Ask an admin to add its branch or department to yours.");

    /** Who works for all of the organisation, and what is no member's at all. */
    public static final StaffScope EVERYTHING = new StaffScope(Set.of(), Set.of());

    public static StaffScope of(JsonWebToken token) {
        return new StaffScope(ids(token.getClaim(BRANCHES)), ids(token.getClaim(DEPARTMENTS)));
    }

    public boolean isEverything() {
        return branches.isEmpty() && departments.isEmpty();
    }

    /**
     * @param branchId null when it is not known, which nothing but everything covers
     * @param departmentId null as well
     */
    public boolean covers(@Nullable UUID branchId, @Nullable UUID departmentId) {
        return isEverything()
                || (branchId != null && branches.contains(branchId))
                || (departmentId != null && departments.contains(departmentId));
    }

    /**
     * As {@link #covers}.
     *
     * @throws RejectedException 403 {@code out-of-scope}
     */
    public void require(@Nullable UUID branchId, @Nullable UUID departmentId) {
        if (!covers(branchId, departmentId)) {
            throw new RejectedException(() -> OUT_OF_SCOPE);
        }
    }

    private static Set<UUID> ids(@Nullable Object claim) {
        Set<UUID> ids = new HashSet<>();
        if (claim instanceof Collection<?> values) {
            for (Object value : values) {
                ids.add(
                        UUID.fromString(
                                value instanceof JsonString text
                                        ? text.getString()
                                        : String.valueOf(value)));
            }
        }
        return ids;
    }
}
