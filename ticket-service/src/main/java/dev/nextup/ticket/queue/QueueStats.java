package dev.nextup.ticket.queue;

import dev.nextup.http.Caller;
import dev.nextup.ticket.lifecycle.ServiceDays.Bounds;
import dev.nextup.ticket.queue.QueueStatsView.Hour;
import dev.nextup.ticket.queue.QueueStatsView.Reach;
import dev.nextup.ticket.queue.QueueStatsView.Seconds;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The figures of one service day of a queue, in one statement over the tickets of that day. */
@ApplicationScoped
class QueueStats {

    /**
     * The times come from the history, by the primary key of each ticket. A ticket that was missed
     * and not brought back stays a no-show when its day ends.
     */
    static final String STATS =
            "WITH step AS MATERIALIZED (SELECT t.status, t.created_at, t.completed_at,"
                    + " r.state AS reach, r.seen_at,"
                    + " h.first_called, h.begun, h.missed FROM ticket t"
                    + " CROSS JOIN LATERAL (SELECT min(happened_at) FILTER (WHERE to_status = 'CALLED') AS first_called,"
                    + "   coalesce(max(happened_at) FILTER (WHERE to_status = 'SERVING'),"
                    + "     max(happened_at) FILTER (WHERE to_status = 'CALLED')) AS begun,"
                    + "   coalesce(bool_or(from_status = 'NO_SHOW' AND to_status = 'EXPIRED'), false) AS missed"
                    + "   FROM ticket_transition WHERE ticket_id = t.id) h"
                    + " LEFT JOIN ticket_reach r ON r.ticket_id = t.id"
                    + " WHERE t.service_id = ANY ($1) AND t.service_day = $2),"
                    + " times AS (SELECT *, extract(epoch FROM first_called - created_at) AS wait,"
                    + "   extract(epoch FROM completed_at - begun) AS service FROM step),"
                    + " moment AS (SELECT created_at AS at, 1 AS taken, 0 AS called, 0 AS served FROM step"
                    + "   UNION ALL SELECT first_called, 0, 1, 0 FROM step WHERE first_called IS NOT NULL"
                    + "   UNION ALL SELECT completed_at, 0, 0, 1 FROM step WHERE completed_at IS NOT NULL),"
                    + " hour AS (SELECT width_bucket(at, $3::timestamptz[]) AS nr, sum(taken) AS taken,"
                    + "   sum(called) AS called, sum(served) AS served FROM moment GROUP BY 1)"
                    + " SELECT count(*) AS taken, count(*) FILTER (WHERE status = 'WAITING') AS waiting,"
                    + " count(*) FILTER (WHERE status = 'CALLED') AS called,"
                    + " count(*) FILTER (WHERE status = 'SERVING') AS serving,"
                    + " count(*) FILTER (WHERE status = 'HELD') AS held,"
                    + " count(*) FILTER (WHERE status = 'COMPLETED') AS served,"
                    + " count(*) FILTER (WHERE status = 'NO_SHOW' OR missed) AS no_shows,"
                    + " count(*) FILTER (WHERE status = 'CANCELLED') AS cancelled,"
                    + " count(*) FILTER (WHERE status = 'EXPIRED' AND NOT missed) AS expired,"
                    + " count(reach) AS notified, count(seen_at) AS reached,"
                    + " count(*) FILTER (WHERE reach = 'FAILED') AS unreached,"
                    + " percentile_cont(0.5) WITHIN GROUP (ORDER BY wait) AS wait_median,"
                    + " percentile_cont(0.9) WITHIN GROUP (ORDER BY wait) AS wait_p90,"
                    + " percentile_cont(0.5) WITHIN GROUP (ORDER BY service) AS service_median,"
                    + " percentile_cont(0.9) WITHIN GROUP (ORDER BY service) AS service_p90,"
                    + " extract(epoch FROM $4 - min(created_at) FILTER (WHERE status = 'WAITING'))::float8 AS longest,"
                    + " (SELECT count(*) FROM counter c WHERE c.department_id = $5 AND c.active"
                    + "   AND c.last_command_at > now() - interval '15 minutes') AS open_counters,"
                    + " (SELECT jsonb_agg(to_jsonb(hour) ORDER BY nr) FROM hour) AS hours FROM times";

    private final QueueDays days;
    private final Pool pool;
    private final Clock clock;

    QueueStats(QueueDays days, Pool pool, Clock clock) {
        this.days = days;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Fails with {@link QueueRejection#UNKNOWN_QUEUE}.
     *
     * @param date the service day; empty for the present one
     */
    Uni<QueueStatsView> of(UUID queueId, Optional<LocalDate> date, Caller.Staff staff) {
        return days.of(queueId, date, staff).chain(found -> read(found.scope(), found.day()));
    }

    private Uni<QueueStatsView> read(QueueScope scope, Bounds day) {
        List<Instant> hours = day.hours();
        Tuple parameters =
                Tuple.of(scope.serviceIds(), day.date())
                        .addArrayOfOffsetDateTime(
                                hours.stream().map(QueueStats::utc).toArray(OffsetDateTime[]::new))
                        .addOffsetDateTime(utc(clock.instant()))
                        .addUUID(scope.departmentId());
        return pool.preparedQuery(STATS)
                .execute(parameters)
                .map(rows -> toView(scope, day, rows.iterator().next()));
    }

    private static QueueStatsView toView(QueueScope scope, Bounds day, Row row) {
        return new QueueStatsView(
                scope.id(),
                scope.name(),
                day.date(),
                row.getInteger("taken"),
                row.getInteger("waiting"),
                row.getInteger("called"),
                row.getInteger("serving"),
                row.getInteger("held"),
                row.getInteger("served"),
                row.getInteger("no_shows"),
                row.getInteger("cancelled"),
                row.getInteger("expired"),
                seconds(row, "wait"),
                seconds(row, "service"),
                whole(row.getDouble("longest")),
                row.getInteger("open_counters"),
                reach(row),
                hours(day.hours(), row.getJsonArray("hours")));
    }

    private static @Nullable Seconds seconds(Row row, String what) {
        Integer median = whole(row.getDouble(what + "_median"));
        Integer p90 = whole(row.getDouble(what + "_p90"));
        return median == null || p90 == null ? null : new Seconds(median, p90);
    }

    private static Reach reach(Row row) {
        int notified = row.getInteger("notified");
        int reached = row.getInteger("reached");
        return new Reach(
                notified,
                reached,
                row.getInteger("unreached"),
                notified == 0 ? null : Math.round(1000.0 * reached / notified) / 1000.0);
    }

    private static @Nullable Integer whole(@Nullable Double seconds) {
        return seconds == null ? null : (int) Math.round(seconds);
    }

    /**
     * Every hour of the day, those without figures too; what happened after its end, in the last.
     */
    private static List<Hour> hours(List<Instant> starts, @Nullable JsonArray counted) {
        int[][] figures = new int[starts.size()][3];
        for (int i = 0; counted != null && i < counted.size(); i++) {
            JsonObject hour = counted.getJsonObject(i);
            int nr = Math.max(0, Math.min(hour.getInteger("nr") - 1, starts.size() - 1));
            figures[nr][0] += hour.getInteger("taken");
            figures[nr][1] += hour.getInteger("called");
            figures[nr][2] += hour.getInteger("served");
        }
        List<Hour> hours = new ArrayList<>();
        for (int i = 0; i < figures.length; i++) {
            hours.add(new Hour(starts.get(i), figures[i][0], figures[i][1], figures[i][2]));
        }
        return hours;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
