package dev.nextup.ticket.scope;

import dev.nextup.http.Caller;
import dev.nextup.http.Role;
import dev.nextup.http.StaffScope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Whether a member works for something, by the token of the request. Costs nothing for members
 * without a scope, and one read for those with one.
 */
@ApplicationScoped
public class Scopes {

    private final JsonWebToken token;
    private final Pool pool;

    Scopes(JsonWebToken token, Pool pool) {
        this.token = token;
        this.pool = pool;
    }

    /** As below, for a department that something new is to belong to. */
    public Uni<Void> requireDepartment(UUID departmentId, Caller.Staff staff) {
        return require(ScopedThing.DEPARTMENT, departmentId, staff);
    }

    /**
     * Fails with 403 {@code out-of-scope}; not for what the organisation does not have, which is
     * left to the caller.
     */
    Uni<Void> require(ScopedThing thing, UUID id, Caller.Staff staff) {
        if (staff.role() == Role.ADMIN) {
            return Uni.createFrom().voidItem();
        }
        StaffScope scope = StaffScope.of(token);
        return scope.isEverything()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(thing.department())
                        .execute(Tuple.of(id, staff.organizationId()))
                        .invoke(rows -> requireCovered(scope, rows))
                        .replaceWithVoid();
    }

    private static void requireCovered(StaffScope scope, Iterable<Row> departments) {
        for (Row row : departments) {
            scope.require(row.getUUID("branch_id"), row.getUUID("id"));
        }
    }
}
