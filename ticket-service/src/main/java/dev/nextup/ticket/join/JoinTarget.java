package dev.nextup.ticket.join;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a link leads; what is absent the customer chooses.
 *
 * @param branchId of the organisation
 * @param departmentId of the branch, where both are given
 * @param serviceId of the department and branch, where they are given
 */
record JoinTarget(
        UUID organizationId,
        @Nullable UUID branchId,
        @Nullable UUID departmentId,
        @Nullable UUID serviceId) {

    /**
     * @param slug of the organisation
     * @return path and query of the customer app
     */
    String link(String slug) {
        StringBuilder link = new StringBuilder("/?org=").append(slug);
        append(link, "branch", branchId);
        append(link, "department", departmentId);
        append(link, "service", serviceId);
        return link.toString();
    }

    private static void append(StringBuilder link, String name, @Nullable UUID id) {
        if (id != null) {
            link.append('&').append(name).append('=').append(id);
        }
    }
}
