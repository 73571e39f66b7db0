package dev.nextup.ticket.board;

import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.board.BoardView.Call;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads a queue's board: one statement finds its services, one reads everything shown, hence as of
 * one moment. Every part runs on a partial index and reads no more rows than it shows.
 */
@ApplicationScoped
class Boards {

    /** No screen has room for more; the latest calls come first. */
    private static final int SERVING_LIMIT = 50;

    private static final int RECENT_LIMIT = 6;

    private static final String SCOPE =
            "SELECT d.organization_id, s.id AS service_id FROM department d"
                    + " JOIN organization o ON o.id = d.organization_id AND o.active"
                    + " LEFT JOIN service s ON s.department_id = d.id AND s.active"
                    + " WHERE d.id = $1 AND d.active"
                    + " UNION ALL SELECT s.organization_id, s.id FROM service s"
                    + " JOIN department d ON d.id = s.department_id AND d.active"
                    + " JOIN organization o ON o.id = s.organization_id AND o.active"
                    + " WHERE s.id = $1 AND s.active";

    private static final String CALLS =
            "(SELECT '%1$s' AS list, t.number, c.name AS counter, t.called_at, 0 AS waiting"
                    + " FROM unnest($1::uuid[]) AS q (id) CROSS JOIN LATERAL (SELECT * FROM ticket"
                    + "   WHERE service_id = q.id AND %2$s ORDER BY called_at DESC LIMIT %3$d) t"
                    + " LEFT JOIN counter c ON c.id = t.counter_id"
                    + " ORDER BY t.called_at DESC LIMIT %3$d)";

    /** Yesterday's calls are of no use to anybody, hence the twelve hours. */
    static final String BOARD =
            "SELECT * FROM ("
                    + CALLS.formatted("serving", "status IN ('CALLED', 'SERVING')", SERVING_LIMIT)
                    + " UNION ALL "
                    + CALLS.formatted(
                            "recent",
                            "status NOT IN ('WAITING', 'CALLED', 'SERVING')"
                                    + " AND archived_at IS NULL AND called_at > now() - interval '12 hours'",
                            RECENT_LIMIT)
                    + " UNION ALL SELECT 'waiting', NULL, NULL, NULL, count(*) FROM ticket"
                    + "   WHERE service_id = ANY ($1) AND status = 'WAITING') b"
                    + " ORDER BY b.called_at DESC, b.number";

    private final Pool pool;

    Boards(Pool pool) {
        this.pool = pool;
    }

    /** Fails with {@link BoardRejection#UNKNOWN_QUEUE}. */
    Uni<BoardView> view(UUID queueId) {
        return scope(queueId)
                .chain(
                        scope ->
                                pool.preparedQuery(BOARD)
                                        .execute(Tuple.of(scope.serviceIds().toArray(UUID[]::new))))
                .map(Boards::toView);
    }

    /** Fails with {@link BoardRejection#UNKNOWN_QUEUE}. */
    Uni<BoardScope> scope(UUID queueId) {
        return pool.preparedQuery(SCOPE).execute(Tuple.of(queueId)).map(Boards::toScope);
    }

    private static BoardScope toScope(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new RejectedException(BoardRejection.UNKNOWN_QUEUE);
        }
        List<UUID> services = new ArrayList<>();
        for (Row row : rows) {
            UUID service = row.getUUID("service_id");
            if (service != null) {
                services.add(service);
            }
        }
        return new BoardScope(rows.iterator().next().getUUID("organization_id"), services);
    }

    private static BoardView toView(RowSet<Row> rows) {
        List<Call> serving = new ArrayList<>();
        List<Call> recent = new ArrayList<>();
        int waiting = 0;
        for (Row row : rows) {
            switch (row.getString("list")) {
                case "serving" -> serving.add(toCall(row));
                case "recent" -> recent.add(toCall(row));
                default -> waiting = row.getInteger("waiting");
            }
        }
        return new BoardView(serving, recent, waiting);
    }

    private static Call toCall(Row row) {
        return new Call(
                row.getString("number"),
                row.getString("counter"),
                row.getOffsetDateTime("called_at").toInstant());
    }
}
