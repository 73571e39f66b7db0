package dev.nextup.ticket.management;

import dev.nextup.ticket.management.AuditView.By;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what {@link AuditTrail} wrote down, by its index: the latest changes first. */
@ApplicationScoped
class AuditReader {

    /** What fits on a screen or two. */
    private static final int PAGE = 50;

    private static final String READ =
            "SELECT a.id, a.at, a.actor, a.action, a.target_id, a.before, a.after, m.id AS member_id, m.name"
                    + " FROM management_audit a LEFT JOIN member m"
                    + " ON a.actor = 'member:' || m.id AND m.organization_id = a.organization_id"
                    + " WHERE a.organization_id = $1 AND a.id < $2 ORDER BY a.id DESC LIMIT "
                    + PAGE;

    private final Pool pool;

    AuditReader(Pool pool) {
        this.pool = pool;
    }

    /** Fifty at most, of those with lower ids than this. */
    Uni<List<AuditView>> before(UUID organizationId, long id) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(organizationId, id))
                .map(rows -> rows.stream().map(AuditReader::view).toList());
    }

    private static AuditView view(Row row) {
        String actor = row.getString("actor");
        By by =
                new By(
                        actor.substring(0, (actor + ":").indexOf(':')),
                        row.getUUID("member_id"),
                        row.getString("name"));
        return new AuditView(
                row.getLong("id"),
                row.getOffsetDateTime("at").toInstant(),
                by,
                row.getString("action"),
                row.getUUID("target_id"),
                shown(row, "before"),
                shown(row, "after"));
    }

    private static @Nullable Map<String, Object> shown(Row row, String column) {
        JsonObject value = row.getJsonObject(column);
        return value == null ? null : value.getMap();
    }
}
