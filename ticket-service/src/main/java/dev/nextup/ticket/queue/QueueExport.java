package dev.nextup.ticket.queue;

import dev.nextup.http.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of one service day of a queue as a table, one row each, archived ones too. Says
 * nothing of who held or served them. It is read in one go: some 150 octets per ticket.
 */
@ApplicationScoped
class QueueExport {

    /** What is counted as in {@link QueueStats}; the counter is the last it was called to. */
    private static final String TICKETS =
            "SELECT t.number, s.name AS service, t.status, t.priority, t.created_at, t.call_count, t.completed_at,"
                    + " c.name AS counter, h.first_called, h.last_called, h.began, h.ended, h.missed,"
                    + " extract(epoch FROM h.first_called - t.created_at)::float8 AS wait,"
                    + " extract(epoch FROM t.completed_at - coalesce(h.began, h.last_called))::float8 AS service_time"
                    + " FROM ticket t JOIN service s ON s.id = t.service_id"
                    + " CROSS JOIN LATERAL (SELECT min(happened_at) FILTER (WHERE to_status = 'CALLED') AS first_called,"
                    + "   max(happened_at) FILTER (WHERE to_status = 'CALLED') AS last_called,"
                    + "   max(happened_at) FILTER (WHERE to_status = 'SERVING') AS began,"
                    + "   max(happened_at) FILTER (WHERE to_status = t.status"
                    + "     AND t.status IN ('COMPLETED', 'CANCELLED', 'EXPIRED')) AS ended,"
                    + "   t.status = 'NO_SHOW' OR coalesce(bool_or(from_status = 'NO_SHOW' AND to_status = 'EXPIRED'),"
                    + "     false) AS missed,"
                    + "   (array_agg(counter_id ORDER BY version DESC) FILTER (WHERE counter_id IS NOT NULL))[1] AS counter_id"
                    + "   FROM ticket_transition WHERE ticket_id = t.id) h"
                    + " LEFT JOIN counter c ON c.id = h.counter_id"
                    + " WHERE t.service_id = ANY ($1) AND t.service_day = $2 ORDER BY t.arrival";

    private final QueueDays days;
    private final Pool pool;

    QueueExport(QueueDays days, Pool pool) {
        this.days = days;
        this.pool = pool;
    }

    /**
     * Fails with {@link QueueRejection#UNKNOWN_QUEUE}.
     *
     * @param date the service day; empty for the present one
     */
    Uni<Table> of(UUID queueId, Optional<LocalDate> date, Caller.Staff staff) {
        return days.of(queueId, date, staff)
                .chain(
                        found ->
                                pool.preparedQuery(TICKETS)
                                        .execute(
                                                Tuple.of(
                                                        found.scope().serviceIds(),
                                                        found.day().date()))
                                        .map(rows -> new Table(found.day().date(), csv(rows))));
    }

    private static String csv(Iterable<Row> rows) {
        Csv csv =
                new Csv()
                        .row(
                                "number",
                                "service",
                                "status",
                                "noShow",
                                "priority",
                                "createdAt",
                                "firstCalledAt",
                                "lastCalledAt",
                                "servingAt",
                                "endedAt",
                                "counter",
                                "calls",
                                "waitSeconds",
                                "serviceSeconds");
        rows.forEach(row -> append(csv, row));
        return csv.toString();
    }

    private static void append(Csv csv, Row row) {
        csv.row(
                row.getString("number"),
                row.getString("service"),
                row.getString("status"),
                row.getBoolean("missed"),
                row.getInteger("priority"),
                time(row, "created_at"),
                time(row, "first_called"),
                time(row, "last_called"),
                time(row, "began"),
                time(row, "ended"),
                row.getString("counter"),
                row.getInteger("call_count"),
                seconds(row, "wait"),
                seconds(row, "service_time"));
    }

    /** To the second, since spreadsheets read no finer. */
    private static @Nullable String time(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static @Nullable Long seconds(Row row, String column) {
        Double value = row.getDouble(column);
        return value == null ? null : Long.valueOf(Math.round(value));
    }

    record Table(LocalDate date, String csv) {}
}
