package dev.nextup.dispatch.history;

import static dev.nextup.dispatch.delivery.DeliveryRows.list;
import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import dev.nextup.dispatch.delivery.DeliveryRows;
import dev.nextup.dispatch.delivery.DeliveryState;
import dev.nextup.http.StaffScope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Reads a page of deliveries with all attempts in one statement. */
@Singleton
class HistoryRepository {

    private static final String SELECT =
            "SELECT d.id, d.ticket_id, d.ticket_number, d.notification_type, d.state, d.error,"
                    + " d.created_at, d.deadline, coalesce((SELECT json_agg(json_build_object("
                    + "'channel', a.channel,"
                    + " 'at', to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'),"
                    + " 'outcome', a.outcome, 'httpStatus', a.http_status, 'pushService', a.push_service,"
                    + " 'reason', a.reason)"
                    + " ORDER BY a.at, a.attempt) FROM delivery_attempt a WHERE a.delivery_id = d.id),"
                    + " '[]'::json)::text AS attempts FROM delivery d WHERE d.organization_id = $1";

    private final Pool pool;

    HistoryRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param scope what the reader works for; a ticket counts as where it is now
     * @return at most {@code limit}, newest first
     */
    Uni<List<HistoryView.Item>> find(HistoryQuery query, StaffScope scope, int limit) {
        StringBuilder sql = new StringBuilder(SELECT);
        Tuple values = Tuple.of(query.organizationId());
        if (query.ticketId() != null) {
            sql.append(" AND d.ticket_id = $").append(values.addUUID(query.ticketId()).size());
        }
        if (query.type() != null) {
            values.addString(DeliveryRows.code(query.type()));
            sql.append(" AND d.notification_type = $").append(values.size());
        }
        if (query.status() != null) {
            values.addString(query.status().name());
            sql.append(" AND d.state = $").append(values.size());
        }
        appendScope(scope, sql, values);
        appendTimes(query, sql, values);
        values.addInteger(limit);
        sql.append(" ORDER BY d.created_at DESC, d.id DESC LIMIT $").append(values.size());
        return pool.preparedQuery(sql.toString())
                .execute(values)
                .map(rows -> list(rows, HistoryRepository::toItem));
    }

    private static void appendScope(StaffScope scope, StringBuilder sql, Tuple values) {
        if (!scope.isEverything()) {
            values.addArrayOfUUID(scope.branches().toArray(UUID[]::new))
                    .addArrayOfUUID(scope.departments().toArray(UUID[]::new));
            sql.append(" AND EXISTS (SELECT 1 FROM known_ticket k WHERE k.id = d.ticket_id")
                    .append(" AND (k.branch_id = ANY ($")
                    .append(values.size() - 1)
                    .append(") OR k.department_id = ANY ($")
                    .append(values.size())
                    .append(")))");
        }
    }

    private static void appendTimes(HistoryQuery query, StringBuilder sql, Tuple values) {
        if (query.from() != null) {
            values.addOffsetDateTime(utc(query.from()));
            sql.append(" AND d.created_at >= $").append(values.size());
        }
        if (query.to() != null) {
            values.addOffsetDateTime(utc(query.to()));
            sql.append(" AND d.created_at < $").append(values.size());
        }
        Cursor cursor = query.cursor();
        if (cursor != null) {
            values.addOffsetDateTime(utc(cursor.createdAt())).addUUID(cursor.id());
            sql.append(" AND (d.created_at, d.id) < ($")
                    .append(values.size() - 1)
                    .append(", $")
                    .append(values.size())
                    .append(')');
        }
    }

    private static HistoryView.Item toItem(Row row) {
        return new HistoryView.Item(
                row.getUUID("id"),
                row.getUUID("ticket_id"),
                row.getString("ticket_number"),
                row.getString("notification_type"),
                DeliveryState.valueOf(row.getString("state")),
                row.getString("error"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("deadline").toInstant(),
                Arrays.asList(
                        DeliveryRows.fromJson(
                                row.getString("attempts"), HistoryView.Attempt[].class)));
    }
}
