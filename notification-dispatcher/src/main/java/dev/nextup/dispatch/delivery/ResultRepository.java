package dev.nextup.dispatch.delivery;

import static dev.nextup.dispatch.delivery.DeliveryRows.list;
import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes what came of attempts, a whole batch in each statement. */
@Singleton
class ResultRepository {

    /**
     * Against a planner that takes in a newer event of the ticket at this moment, and would still
     * see a browser that has ended.
     */
    private static final String LOCK_TICKETS =
            "SELECT id FROM known_ticket WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE";

    /** Of a delivery that was erased meanwhile nothing is written. */
    private static final String INSERT_ATTEMPTS =
            "INSERT INTO delivery_attempt (delivery_id, attempt, channel, at, outcome, http_status,"
                    + " push_service, reason, receipt, ttl) SELECT a.id, a.attempt, 'push', a.at, a.outcome,"
                    + " a.status, a.service, a.reason, a.receipt, a.ttl"
                    + " FROM unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::text[], $5::int[],"
                    + " $6::text[], $7::text[], $8::text[], $9::int[])"
                    + " AS a (id, attempt, at, outcome, status, service, reason, receipt, ttl)"
                    + " JOIN delivery d ON d.id = a.id ON CONFLICT DO NOTHING";

    /**
     * Only the holder of the claim decides, but for one thing: an attempt that was given up and
     * then accepted after all is accepted. A call is watched from its acceptance on: until it is
     * known to be seen it may be sent again, so its content stays.
     */
    private static final String SETTLE =
            "UPDATE delivery d SET error = r.error, lease_until = NULL,"
                    + " state = CASE WHEN r.late THEN 'SUPERSEDED' ELSE r.state END,"
                    + " next_attempt_at = CASE WHEN r.late THEN NULL ELSE r.next_attempt_at END,"
                    + " finished_at = CASE WHEN r.late OR r.state <> 'RETRYING' THEN $6::timestamptz END,"
                    + " escalate_at = CASE WHEN r.watched THEN $7::timestamptz END,"
                    + " content = CASE WHEN NOT r.watched AND (r.late OR r.state <> 'RETRYING') THEN NULL"
                    + " ELSE content END"
                    + " FROM (SELECT u.id, u.attempt, u.state, u.error, u.next_attempt_at, u.state = 'RETRYING' AND k.version > o.ticket_version AS late,"
                    + " u.state = 'ACCEPTED' AND o.urgent AND NOT o.on_request AND o.escalations = 0"
                    + " AS watched"
                    + " FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::timestamptz[])"
                    + " AS u (id, attempt, state, error, next_attempt_at)"
                    + " JOIN delivery o ON o.id = u.id JOIN known_ticket k ON k.id = o.ticket_id) r"
                    + " WHERE d.id = r.id AND ((d.state = 'SENDING' AND d.attempts = r.attempt)"
                    + " OR (r.state = 'ACCEPTED' AND d.state IN ('SENDING', 'RETRYING')))"
                    + " RETURNING d.id, d.ticket_id, d.organization_id, d.notification_type, d.state,"
                    + " d.attempts";

    private static final String END_SUBSCRIPTIONS =
            "UPDATE recipient SET active = false WHERE subscription_id = ANY ($1) AND ticket_id = ANY ($2)";

    /** Unless it has been made anew meanwhile. */
    private static final String MARK_STALE =
            "UPDATE recipient r SET active = false, stale_key = true"
                    + " FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])"
                    + " AS s (ticket_id, endpoint, p256dh, key_id) WHERE r.ticket_id = s.ticket_id"
                    + " AND r.endpoint = s.endpoint AND r.p256dh = s.p256dh AND r.key_id = s.key_id";

    private static final String HOLD =
            "UPDATE recipient r SET held_until = h.until"
                    + " FROM unnest($1::uuid[], $2::text[], $3::timestamptz[])"
                    + " AS h (ticket_id, endpoint, until)"
                    + " WHERE r.ticket_id = h.ticket_id AND r.endpoint = h.endpoint";

    /**
     * @param escalateAt when a call that is accepted now and not seen by then is sent again
     * @return the deliveries that changed; a result that came too late changes none
     */
    Uni<List<Settled>> store(
            SqlConnection connection,
            List<AttemptResult> results,
            Instant now,
            Instant escalateAt) {
        return lockTickets(connection, results)
                .chain(() -> insertAttempts(connection, results))
                .chain(() -> settle(connection, results, now, escalateAt));
    }

    Uni<Void> endSubscriptions(SqlConnection connection, List<AttemptResult> gone) {
        if (gone.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] subscriptions =
                column(gone, r -> r.claim().recipient().subscriptionId(), UUID[]::new);
        UUID[] tickets = column(gone, r -> r.claim().ticketId(), UUID[]::new);
        return connection
                .preparedQuery(END_SUBSCRIPTIONS)
                .execute(Tuple.of(subscriptions, tickets))
                .replaceWithVoid();
    }

    /** Nothing is sent to these until they are bound anew. */
    Uni<Void> markStale(SqlConnection connection, List<AttemptResult> results) {
        List<AttemptResult> stale =
                results.stream().filter(AttemptResult::isForAnotherKey).toList();
        return stale.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(MARK_STALE)
                        .execute(
                                Tuple.of(
                                        column(stale, r -> r.claim().ticketId(), UUID[]::new),
                                        column(
                                                stale,
                                                r -> r.claim().recipient().endpoint(),
                                                String[]::new),
                                        column(
                                                stale,
                                                r -> r.claim().recipient().p256dh(),
                                                String[]::new),
                                        column(
                                                stale,
                                                r -> r.claim().recipient().keyId(),
                                                String[]::new)))
                        .replaceWithVoid();
    }

    /** Nothing is sent to these for as long as was asked. */
    Uni<Void> hold(SqlConnection connection, List<AttemptResult> results) {
        List<AttemptResult> held = results.stream().filter(r -> r.holdUntil() != null).toList();
        return held.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(HOLD)
                        .execute(
                                Tuple.of(
                                        column(held, r -> r.claim().ticketId(), UUID[]::new),
                                        column(
                                                held,
                                                r -> r.claim().recipient().endpoint(),
                                                String[]::new),
                                        column(
                                                held,
                                                r -> utc(r.holdUntil()),
                                                OffsetDateTime[]::new)))
                        .replaceWithVoid();
    }

    private static Uni<Void> lockTickets(SqlConnection connection, List<AttemptResult> results) {
        UUID[] tickets =
                results.stream()
                        .filter(
                                r ->
                                        r.step().state() == DeliveryState.RETRYING
                                                || r.isAboutSubscription())
                        .map(r -> r.claim().ticketId())
                        .toArray(UUID[]::new);
        return tickets.length == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(LOCK_TICKETS)
                        .execute(Tuple.of(tickets))
                        .replaceWithVoid();
    }

    private static Uni<Void> insertAttempts(SqlConnection connection, List<AttemptResult> results) {
        Tuple columns =
                Tuple.tuple()
                        .addArrayOfUUID(column(results, r -> r.claim().deliveryId(), UUID[]::new))
                        .addArrayOfInteger(
                                column(results, r -> r.claim().attempt(), Integer[]::new))
                        .addArrayOfOffsetDateTime(
                                column(results, r -> utc(r.at()), OffsetDateTime[]::new))
                        .addArrayOfString(column(results, r -> r.outcome().code(), String[]::new))
                        .addArrayOfInteger(
                                column(results, r -> r.outcome().httpStatus(), Integer[]::new))
                        .addArrayOfString(
                                column(results, AttemptResult::pushService, String[]::new))
                        .addArrayOfString(column(results, r -> r.reply().reason(), String[]::new))
                        .addArrayOfString(column(results, r -> r.reply().receipt(), String[]::new))
                        .addArrayOfInteger(column(results, r -> r.reply().ttl(), Integer[]::new));
        return connection.preparedQuery(INSERT_ATTEMPTS).execute(columns).replaceWithVoid();
    }

    private static Uni<List<Settled>> settle(
            SqlConnection connection,
            List<AttemptResult> results,
            Instant now,
            Instant escalateAt) {
        Tuple values =
                Tuple.tuple()
                        .addArrayOfUUID(column(results, r -> r.claim().deliveryId(), UUID[]::new))
                        .addArrayOfInteger(
                                column(results, r -> r.claim().attempt(), Integer[]::new))
                        .addArrayOfString(
                                column(results, r -> r.step().state().name(), String[]::new))
                        .addArrayOfString(column(results, ResultRepository::error, String[]::new))
                        .addArrayOfOffsetDateTime(
                                column(
                                        results,
                                        r -> utc(r.step().nextAttemptAt()),
                                        OffsetDateTime[]::new))
                        .addOffsetDateTime(utc(now))
                        .addOffsetDateTime(utc(escalateAt));
        return connection
                .preparedQuery(SETTLE)
                .execute(values)
                .map(rows -> list(rows, DeliveryRows::settled));
    }

    private static @Nullable String error(AttemptResult result) {
        return result.step().state() == DeliveryState.ACCEPTED ? null : result.outcome().code();
    }

    private static <T> T[] column(
            List<AttemptResult> results,
            Function<AttemptResult, @Nullable T> value,
            IntFunction<T[]> array) {
        return results.stream().map(value).toArray(array);
    }
}
