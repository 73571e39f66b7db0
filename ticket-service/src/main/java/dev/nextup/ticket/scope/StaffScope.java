package dev.nextup.ticket.scope;

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

    static StaffScope of(JsonWebToken token) {
        return new StaffScope(ids(token.getClaim(BRANCHES)), ids(token.getClaim(DEPARTMENTS)));
    }

    boolean isEverything() {
        return branches.isEmpty() && departments.isEmpty();
    }

    boolean covers(UUID branchId, UUID departmentId) {
        return isEverything() || branches.contains(branchId) || departments.contains(departmentId);
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
