package dev.nextup.ticket.board;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Which department a service belongs to. It never changes, so each is asked for once. */
@ApplicationScoped
class LiveServices {

    private static final String DEPARTMENTS =
            "SELECT id, department_id FROM service WHERE id = ANY ($1)";

    private final Pool pool;
    private final Map<UUID, UUID> departments = new ConcurrentHashMap<>();

    LiveServices(Pool pool) {
        this.pool = pool;
    }

    /** At least those of these services that exist. */
    Uni<Map<UUID, UUID>> departmentsOf(Collection<UUID> services) {
        UUID[] unknown =
                services.stream().filter(id -> !departments.containsKey(id)).toArray(UUID[]::new);
        if (unknown.length == 0) {
            return Uni.createFrom().item(departments);
        }
        return pool.preparedQuery(DEPARTMENTS)
                .execute(Tuple.of(unknown))
                .map(
                        rows -> {
                            rows.forEach(row -> departments.put(row.getUUID(0), row.getUUID(1)));
                            return departments;
                        });
    }
}
