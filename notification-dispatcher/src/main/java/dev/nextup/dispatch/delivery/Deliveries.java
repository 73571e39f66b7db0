package dev.nextup.dispatch.delivery;

import static dev.nextup.dispatch.delivery.DeliveryRows.list;
import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import dev.nextup.dispatch.origin.Past;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Which deliveries are due, who may send them, and which have run out of time. */
@Singleton
class Deliveries {

    /** The most that is claimed of one push service at once; a literal, for the planner's sake. */
    static final int BATCH = 250;

    /** Ordered for the planner's sake: by no statistics is there anything better than the index. */
    static final String WAITING =
            "SELECT push_service FROM delivery"
                    + " WHERE next_attempt_at IS NOT NULL AND push_service IS NOT NULL"
                    + " ORDER BY push_service LIMIT 1";

    /**
     * The push services that something waits for: one look into the index for each, however much
     * waits. What has a next attempt is unsent; that no state is asked for leaves the planner one
     * index.
     */
    static final String SERVICES =
            "WITH RECURSIVE service AS (("
                    + WAITING
                    + ") UNION ALL"
                    + " SELECT (SELECT n.push_service FROM delivery n WHERE n.next_attempt_at IS NOT NULL"
                    + " AND n.push_service > s.push_service ORDER BY n.push_service LIMIT 1)"
                    + " FROM service s WHERE s.push_service IS NOT NULL),";

    /** Those that may get something now, and how much. */
    private static final String OPEN =
            " open AS (SELECT s.push_service, coalesce(l.free, $7)"
                    + " AS free FROM service s LEFT JOIN unnest($5::text[], $6::int[])"
                    + " AS l (push_service, free) ON l.push_service = s.push_service"
                    + " WHERE s.push_service IS NOT NULL AND coalesce(l.free, 1) > 0),";

    /**
     * What is due there and has a browser that may be sent to. A ticket with a notification on the
     * wire waits: a late older message must not replace a newer one. The OFFSET keeps that a look
     * into the index for each; as a join it was all that is on the wire, for each. The outer LIMIT
     * stops the inner one: no more is read and locked than is taken.
     */
    private static final String READY =
            " ready AS (SELECT x.id, x.urgent, x.next_attempt_at"
                    + " FROM open o CROSS JOIN LATERAL (SELECT y.id, y.urgent, y.next_attempt_at"
                    + " FROM (SELECT d.id, d.urgent, d.next_attempt_at"
                    + " FROM delivery d JOIN recipient r ON r.ticket_id = d.ticket_id"
                    + " WHERE d.push_service = o.push_service"
                    + " AND d.next_attempt_at <= $1"
                    + " AND r.active AND (r.expiration_time IS NULL OR r.expiration_time > $1)"
                    + " AND (r.held_until IS NULL OR r.held_until <= $1)"
                    + " AND NOT EXISTS (SELECT 1 FROM delivery w WHERE w.ticket_id = d.ticket_id"
                    + " AND w.state = 'SENDING' AND NOT w.on_request OFFSET 0)"
                    + " ORDER BY d.urgent DESC, d.next_attempt_at LIMIT "
                    + BATCH
                    + " FOR UPDATE OF d SKIP LOCKED) y LIMIT o.free) x),";

    /** First due first, over all of them. */
    static final String CLAIM =
            SERVICES
                    + OPEN
                    + READY
                    + " due AS (SELECT id FROM ready ORDER BY urgent DESC, next_attempt_at LIMIT $2)"
                    + " UPDATE delivery d SET state = 'SENDING', lease_until = $3,"
                    + " claimed_by = $4, next_attempt_at = NULL, attempts = d.attempts + 1"
                    + " FROM recipient r WHERE d.id = ANY (ARRAY(SELECT id FROM due))"
                    + " AND r.ticket_id = d.ticket_id"
                    + " RETURNING d.id, d.ticket_id, d.organization_id, d.notification_type,"
                    + " d.attempts, d.on_request, d.deadline, d.occurred_at,"
                    + " d.content::text AS content, r.subscription_id, r.endpoint, r.p256dh, r.auth,"
                    + " r.key_id, d.traceparent, d.error AS last_error, EXISTS (SELECT 1 FROM delivery a"
                    + " WHERE a.ticket_id = d.ticket_id AND a.state IN ('ACCEPTED', 'SHOWN', 'CLICKED')"
                    + " AND a.finished_at > r.bound_at) AS proven";

    /** Whoever held the lease is gone; whether the message was sent is not known. */
    private static final String GIVE_UP_LEASES =
            "WITH lost AS (SELECT d.id, d.on_request, d.ticket_version < k.version AS late"
                    + " FROM delivery d JOIN known_ticket k ON k.id = d.ticket_id"
                    + " WHERE d.state = 'SENDING' AND d.lease_until < $1"
                    + " ORDER BY d.ticket_id LIMIT $2 FOR NO KEY UPDATE OF d, k SKIP LOCKED)"
                    + " UPDATE delivery d SET lease_until = NULL, error = 'interrupted',"
                    + " state = CASE WHEN lost.on_request THEN 'ABANDONED' WHEN lost.late THEN 'SUPERSEDED'"
                    + " ELSE 'RETRYING' END,"
                    + " next_attempt_at = CASE WHEN lost.on_request OR lost.late THEN NULL ELSE $1 END,"
                    + " finished_at = CASE WHEN lost.on_request OR lost.late THEN $1 END,"
                    + " content = CASE WHEN lost.on_request OR lost.late THEN NULL ELSE content END"
                    + " FROM lost WHERE d.id = lost.id"
                    + " RETURNING d.id, d.ticket_id, d.organization_id, d.notification_type, d.state,"
                    + " d.attempts";

    static final String EXPIRE =
            "WITH late AS (SELECT id FROM delivery WHERE state IN ('PLANNED', 'RETRYING')"
                    + " AND deadline <= $1 ORDER BY deadline LIMIT $2 FOR UPDATE SKIP LOCKED)"
                    + " UPDATE delivery d SET state = 'EXPIRED', next_attempt_at = NULL, finished_at = $1,"
                    + " content = NULL,"
                    + " error = CASE WHEN d.state = 'PLANNED' AND d.push_service IS NULL"
                    + " THEN 'no-active-subscription' ELSE coalesce(d.error, 'expired') END"
                    + " FROM late WHERE d.id = late.id"
                    + " RETURNING d.id, d.ticket_id, d.organization_id, d.notification_type, d.state,"
                    + " d.attempts";

    private static final String TAKE_BACK =
            "UPDATE delivery SET lease_until = $2 WHERE state = 'SENDING' AND claimed_by = $1"
                    + " AND lease_until > $2";

    private final Pool pool;
    private final ReplicaName replica;

    Deliveries(Pool pool, ReplicaName replica) {
        this.pool = pool;
        this.replica = replica;
    }

    /**
     * Ends the leases of an earlier process of this name, which must be dead: Kafka admits one.
     * Without a lasting name there is none.
     */
    Uni<Void> takeBack(Instant now) {
        return replica.lasting()
                ? pool.preparedQuery(TAKE_BACK)
                        .execute(Tuple.of(replica.value(), utc(now)))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /**
     * Whether anything has a browser and a next attempt, now or later. Planning a claim takes
     * longer than finding out that there is nothing to claim.
     */
    Uni<Boolean> anyWaiting() {
        return pool.preparedQuery(WAITING).execute().map(rows -> rows.size() > 0);
    }

    /**
     * @param each how many of one push service, {@link #BATCH} at most
     * @param leaseUntil after this, others take the claims for lost
     * @param limits the push services that may get fewer than {@code each} now, or none
     */
    Uni<List<Claim>> claim(
            int limit, int each, Instant now, Instant leaseUntil, Map<String, Integer> limits) {
        return pool.preparedQuery(CLAIM)
                .execute(
                        Tuple.of(
                                        utc(now),
                                        limit,
                                        utc(leaseUntil),
                                        replica.value(),
                                        limits.keySet().toArray(String[]::new),
                                        limits.values().toArray(Integer[]::new))
                                .addInteger(each))
                .map(rows -> list(rows, Deliveries::toClaim));
    }

    /** Gives what dead replicas held to the living. */
    Uni<List<Settled>> giveUpLeases(SqlConnection connection, int limit, Instant now) {
        return run(connection, GIVE_UP_LEASES, limit, now);
    }

    Uni<List<Settled>> expire(SqlConnection connection, int limit, Instant now) {
        return run(connection, EXPIRE, limit, now);
    }

    private static Uni<List<Settled>> run(
            SqlConnection connection, String sql, int limit, Instant now) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(utc(now), limit))
                .map(rows -> list(rows, DeliveryRows::settled));
    }

    private static Claim toClaim(Row row) {
        return new Claim(
                row.getUUID("id"),
                row.getUUID("ticket_id"),
                row.getUUID("organization_id"),
                DeliveryRows.type(row),
                row.getInteger("attempts"),
                row.getBoolean("on_request"),
                row.getOffsetDateTime("deadline").toInstant(),
                row.getOffsetDateTime("occurred_at").toInstant(),
                DeliveryRows.content(row),
                new Recipient(
                        row.getUUID("subscription_id"),
                        row.getString("endpoint"),
                        row.getString("p256dh"),
                        row.getString("auth"),
                        row.getString("key_id")),
                new Past(row.getBoolean("proven"), row.getString("last_error")),
                TraceParent.parse(row.getString("traceparent")).orElse(null));
    }
}
