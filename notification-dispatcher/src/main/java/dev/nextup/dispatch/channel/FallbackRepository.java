package dev.nextup.dispatch.channel;

import static dev.nextup.dispatch.delivery.DeliveryRows.list;
import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import dev.nextup.dispatch.delivery.DeliveryRows;
import dev.nextup.dispatch.message.Content;
import dev.nextup.dispatch.message.TicketPlace;
import dev.nextup.event.delivery.Channel;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table of fallbacks. */
@Singleton
class FallbackRepository {

    /**
     * Push cannot bring it: there is no browser to send it to, or none any more, or it was refused
     * for good.
     */
    private static final String UNREACHED =
            "(d.state IN ('GONE', 'STALE_KEY', 'REJECTED')"
                    + " OR (d.state = 'SKIPPED' AND d.error = 'push-denied')"
                    + " OR (d.state IN ('PLANNED', 'RETRYING') AND d.push_service IS NULL))";

    /** A call that push has brought twice, to no avail. */
    private static final String UNSEEN =
            "d.urgent AND d.state = 'ACCEPTED' AND d.escalations > 0 AND d.finished_at < $2"
                    + " AND k.status = 'CALLED'";

    /** A call, or its repeat, that no push service has taken in time, for whatever reason. */
    private static final String UNSENT =
            "d.urgent AND d.state IN ('PLANNED', 'RETRYING')"
                    + " AND d.created_at < $2 AND (d.repeated_at IS NULL OR d.repeated_at < $2)"
                    + " AND k.status = 'CALLED'";

    /**
     * Each by an index of its own, calls first; whichever finds a delivery finds it once. What was
     * found, or overtaken by a newer event, is not looked at again.
     */
    static final String FIND =
            "WITH missed AS (SELECT id, ticket_id, newest FROM ("
                    + looked(UNSENT)
                    + " UNION ALL "
                    + looked(UNSEEN)
                    + " UNION ALL "
                    + looked(UNREACHED)
                    + ") looked LIMIT $3),"
                    + " found AS (INSERT INTO fallback (delivery_id, ticket_id, state, due_at, created_at)"
                    + " SELECT id, ticket_id, 'DUE', $1, $1 FROM missed WHERE newest ON CONFLICT DO NOTHING)"
                    + " UPDATE delivery SET fallback_wanted = 0 WHERE id = ANY (ARRAY(SELECT id FROM missed))";

    /**
     * A call that is late goes on, although push may have brought it meanwhile, until it is seen.
     */
    private static final String CLAIM =
            "WITH due AS (SELECT f.delivery_id FROM fallback f"
                    + " WHERE (f.state = 'DUE' AND f.due_at <= $1) OR (f.state = 'SENDING' AND f.lease_until < $1)"
                    + " ORDER BY f.due_at LIMIT $3 FOR UPDATE SKIP LOCKED)"
                    + " UPDATE fallback f SET state = 'SENDING', lease_until = $2, attempts = f.attempts + 1"
                    + " FROM due, delivery d, known_ticket k"
                    + " WHERE f.delivery_id = due.delivery_id AND d.id = f.delivery_id AND k.id = d.ticket_id"
                    + " RETURNING d.id, d.ticket_id, d.organization_id, d.notification_type, d.created_at,"
                    + " d.occurred_at, d.deadline, d.details::text AS details, d.traceparent, f.attempts, f.counted, k.facts::text AS facts,"
                    + " k.whatsapp_fallback, k.sms_fallback,"
                    + " (k.version = d.ticket_version AND d.shown_at IS NULL AND (d.state <> 'ACCEPTED'"
                    + " OR (d.urgent AND k.status = 'CALLED' AND (d.escalations > 0 OR d.created_at < $4))))"
                    + " AS matters,"
                    + " (SELECT count(*) FROM fallback s WHERE s.ticket_id = d.ticket_id"
                    + " AND s.state = 'ACCEPTED') AS sent";

    /** Only the holder of the claim decides. */
    private static final String STORE =
            "UPDATE fallback SET state = $3, channel = $4, error = $5, due_at = coalesce($6, due_at),"
                    + " lease_until = NULL WHERE delivery_id = $1 AND state = 'SENDING' AND attempts = $2";

    private static final String ATTEMPT =
            "INSERT INTO delivery_attempt (delivery_id, attempt, channel, at, outcome, http_status,"
                    + " push_service) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";

    /** What only waits for a browser has no line yet. */
    private static final String LOG =
            "INSERT INTO notification_logs AS l (id, organization_id, ticket_id, ticket_number,"
                    + " notification_type, delivery_method, created_at, whatsapp_success, whatsapp_error,"
                    + " sms_success, sms_error)"
                    + " SELECT id, organization_id, ticket_id, ticket_number, notification_type, $2,"
                    + " created_at, CASE WHEN $2 = 'whatsapp' THEN $3::boolean END,"
                    + " CASE WHEN $2 = 'whatsapp' THEN $4 END, CASE WHEN $2 = 'sms' THEN $3::boolean END,"
                    + " CASE WHEN $2 = 'sms' THEN $4 END FROM delivery WHERE id = $1"
                    + " ON CONFLICT (id) DO UPDATE SET delivery_method ="
                    + " CASE WHEN l.push_success THEN 'both' ELSE excluded.delivery_method END,"
                    + " whatsapp_success = excluded.whatsapp_success, whatsapp_error = excluded.whatsapp_error,"
                    + " sms_success = excluded.sms_success, sms_error = excluded.sms_error";

    /** What {@code fallback_wanted} says of those who chose, and of those who left the defaults. */
    private static final Short[] CHOSEN = {2};

    private static final Short[] CHOSEN_OR_DEFAULT = {1, 2};

    private final Pool pool;

    FallbackRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param unseenSince a call that has been due since before this, or a repeat accepted before
     *     this, is not left to push alone
     * @param byDefault also of those who left the defaults and may have given no number
     */
    Uni<Void> find(Instant now, Instant unseenSince, int limit, boolean byDefault) {
        return pool.preparedQuery(FIND)
                .execute(
                        Tuple.of(
                                utc(now),
                                utc(unseenSince),
                                limit,
                                byDefault ? CHOSEN_OR_DEFAULT : CHOSEN))
                .replaceWithVoid();
    }

    /**
     * @param unseenSince as of {@link #find}
     */
    Uni<List<DueFallback>> claim(Instant now, Instant leaseUntil, Instant unseenSince, int limit) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(utc(now), utc(leaseUntil), limit, utc(unseenSince)))
                .map(rows -> list(rows, FallbackRepository::toDue));
    }

    /**
     * @return whether the claim was still ours
     */
    Uni<Boolean> store(SqlConnection connection, FallbackResult result) {
        Tuple row =
                Tuple.tuple()
                        .addUUID(result.fallback().deliveryId())
                        .addInteger(result.fallback().attempt())
                        .addString(result.state().name())
                        .addString(code(result))
                        .addString(
                                result.state() == FallbackResult.State.ACCEPTED
                                        ? null
                                        : result.code())
                        .addOffsetDateTime(utc(result.dueAt()));
        return connection.preparedQuery(STORE).execute(row).map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> log(SqlConnection connection, FallbackResult result, Instant now) {
        String channel = code(result);
        if (channel == null) {
            return Uni.createFrom().voidItem();
        }
        boolean success = result.state() == FallbackResult.State.ACCEPTED;
        Tuple attempt =
                Tuple.tuple()
                        .addUUID(result.fallback().deliveryId())
                        .addInteger(result.fallback().attempt())
                        .addString(channel)
                        .addOffsetDateTime(utc(now))
                        .addString(result.code())
                        .addInteger(result.httpStatus())
                        .addString(result.service());
        return connection
                .preparedQuery(ATTEMPT)
                .execute(attempt)
                .chain(
                        () ->
                                connection
                                        .preparedQuery(LOG)
                                        .execute(
                                                Tuple.of(
                                                        result.fallback().deliveryId(),
                                                        channel,
                                                        success,
                                                        success ? null : result.code())))
                .replaceWithVoid();
    }

    /**
     * Those of the newest event of their ticket whose holder agreed to another way, and those that
     * are not of the newest any more. Each asks its ticket by itself (OFFSET): as a join it was all
     * tickets. In order, so that by no statistics reading the table seems quicker than the index.
     * What somebody else holds is looked at the next time.
     */
    private static String looked(String condition) {
        return "SELECT id, ticket_id, newest FROM (SELECT d.id, d.ticket_id, k.version = d.ticket_version AS newest FROM delivery d"
                + " CROSS JOIN LATERAL (SELECT k.version, k.status FROM known_ticket k"
                + " WHERE k.id = d.ticket_id AND (k.version > d.ticket_version"
                + " OR ((k.whatsapp_fallback OR k.sms_fallback)"
                + " AND (k.fallback_chosen OR 1 = ANY ($4)))) OFFSET 0) k"
                + " WHERE d.deadline > $1 AND NOT d.on_request"
                + " AND d.fallback_wanted > 0 AND d.fallback_wanted = ANY ($4) AND "
                + condition
                + " AND NOT EXISTS (SELECT 1 FROM fallback f WHERE f.delivery_id = d.id OFFSET 0)"
                + " ORDER BY d.fallback_wanted, d.deadline LIMIT $3 FOR NO KEY UPDATE OF d SKIP LOCKED) locked";
    }

    private static @Nullable String code(FallbackResult result) {
        Channel channel = result.channel();
        return channel == null ? null : channel.name().toLowerCase(Locale.ROOT);
    }

    private static Content content(Row row) {
        String details = row.getString("details");
        Content content =
                Content.of(
                        DeliveryRows.fromJson(row.getString("facts"), TicketPlace.class),
                        row.getOffsetDateTime("occurred_at").toInstant());
        return details == null
                ? content
                : content.with(DeliveryRows.fromJson(details, Content.Details.class));
    }

    private static DueFallback toDue(Row row) {
        return new DueFallback(
                row.getUUID("id"),
                row.getUUID("ticket_id"),
                row.getUUID("organization_id"),
                DeliveryRows.type(row),
                content(row),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("deadline").toInstant(),
                row.getInteger("attempts"),
                row.getBoolean("matters"),
                DueFallback.wanted(
                        row.getBoolean("whatsapp_fallback"), row.getBoolean("sms_fallback")),
                row.getLong("sent"),
                row.getBoolean("counted"),
                TraceParent.parse(row.getString("traceparent")).orElse(null));
    }
}
