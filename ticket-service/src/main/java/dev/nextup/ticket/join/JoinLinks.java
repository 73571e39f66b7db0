package dev.nextup.ticket.join;

import dev.nextup.ticket.access.PublicUrlConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The links by which customers come in, to nothing that is not there. */
@ApplicationScoped
class JoinLinks {

    private static final String TARGET =
            "SELECT o.slug, b.id AS branch, d.id AS department, d.branch_id AS branch_of_department, s.id AS service,"
                    + " s.department_id AS department_of_service, sd.branch_id AS branch_of_service"
                    + " FROM organization o"
                    + " LEFT JOIN branch b ON b.id = $2 AND b.organization_id = o.id AND b.active"
                    + " LEFT JOIN department d ON d.id = $3 AND d.organization_id = o.id AND d.active"
                    + " LEFT JOIN service s ON s.id = $4 AND s.organization_id = o.id AND s.active"
                    + " LEFT JOIN department sd ON sd.id = s.department_id WHERE o.id = $1 AND o.active";

    private final Pool pool;
    private final PublicUrlConfig publicUrl;

    JoinLinks(Pool pool, PublicUrlConfig publicUrl) {
        this.pool = pool;
        this.publicUrl = publicUrl;
    }

    /**
     * Fails with 404 for what the organisation does not have (or has deactivated), 422 {@code
     * not-together} for what it has elsewhere.
     */
    Uni<String> to(JoinTarget target) {
        Tuple parameters =
                Tuple.of(
                        target.organizationId(),
                        target.branchId(),
                        target.departmentId(),
                        target.serviceId());
        return pool.preparedQuery(TARGET)
                .execute(parameters)
                .map(
                        rows -> {
                            if (rows.size() == 0) {
                                throw JoinRejection.UNKNOWN_ORGANIZATION.exception();
                            }
                            Row row = rows.iterator().next();
                            requireKnown(target, row);
                            requireTogether(target, row);
                            return publicUrl.link(target.link(row.getString("slug")));
                        });
    }

    private static void requireKnown(JoinTarget target, Row row) {
        if (target.branchId() != null && row.getUUID("branch") == null) {
            throw JoinRejection.UNKNOWN_BRANCH.exception();
        }
        if (target.departmentId() != null && row.getUUID("department") == null) {
            throw JoinRejection.UNKNOWN_DEPARTMENT.exception();
        }
        if (target.serviceId() != null && row.getUUID("service") == null) {
            throw JoinRejection.UNKNOWN_SERVICE.exception();
        }
    }

    private static void requireTogether(JoinTarget target, Row row) {
        boolean together =
                agree(target.branchId(), row.getUUID("branch_of_department"))
                        && agree(target.branchId(), row.getUUID("branch_of_service"))
                        && agree(target.departmentId(), row.getUUID("department_of_service"));
        if (!together) {
            throw JoinRejection.NOT_TOGETHER.exception();
        }
    }

    private static boolean agree(@Nullable UUID given, @Nullable UUID actual) {
        return given == null || actual == null || given.equals(actual);
    }
}
