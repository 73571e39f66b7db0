package dev.nextup.dispatch.recipient;

import static dev.nextup.dispatch.delivery.DeliveryRows.list;
import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import dev.nextup.dispatch.delivery.DeliveryRows;
import dev.nextup.dispatch.delivery.Settled;
import dev.nextup.event.subscription.PreferencesChanged;
import dev.nextup.event.subscription.SubscriptionBound;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
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

/** The tables of recipients; each statement takes a whole batch. */
@Singleton
class RecipientRepository {

    /** Inserts or locks, ids ascending; the lock orders a binding against a plan being made. */
    private static final String LOCK_TICKETS =
            "INSERT INTO known_ticket (id, organization_id, first_seen_at)"
                    + " SELECT u.id, u.organization_id, $3"
                    + " FROM unnest($1::uuid[], $2::uuid[]) AS u (id, organization_id) ORDER BY u.id"
                    + " ON CONFLICT (id) DO UPDATE SET organization_id = known_ticket.organization_id WHERE false";

    /** As above, together with those that lose their binding, if they are known. */
    private static final String LOCK_WITH_ERASED =
            "INSERT INTO known_ticket (id, organization_id, first_seen_at)"
                    + " SELECT u.id, u.organization_id, $3 FROM (SELECT * FROM unnest($1::uuid[], $2::uuid[])"
                    + " AS s (id, organization_id) UNION ALL SELECT k.id, k.organization_id"
                    + " FROM known_ticket k WHERE k.id = ANY ($4)) u ORDER BY u.id"
                    + " ON CONFLICT (id) DO UPDATE SET organization_id = known_ticket.organization_id WHERE false";

    /** The same subscription, told again. */
    private static final String SAME =
            "(recipient.endpoint, recipient.p256dh, recipient.auth, recipient.key_id)"
                    + " = (excluded.endpoint, excluded.p256dh, excluded.auth, excluded.key_id)";

    /** What its push service refused for its key stays refused until it is another one. */
    private static final String BIND =
            "INSERT INTO recipient (ticket_id, subscription_id, endpoint, p256dh, auth, key_id,"
                    + " expiration_time, active, bound_at)"
                    + " SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[],"
                    + " $6::text[], $7::timestamptz[], $8::boolean[], $9::timestamptz[])"
                    + " ON CONFLICT (ticket_id) DO UPDATE SET subscription_id = excluded.subscription_id,"
                    + " endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth,"
                    + " key_id = excluded.key_id, expiration_time = excluded.expiration_time,"
                    + " bound_at = excluded.bound_at, held_until ="
                    + " CASE WHEN recipient.endpoint = excluded.endpoint THEN recipient.held_until END,"
                    + " stale_key = recipient.stale_key AND "
                    + SAME
                    + ", active = excluded.active AND NOT (recipient.stale_key AND "
                    + SAME
                    + ")";

    /** What was planned before its browser was known goes out now. */
    private static final String WAKE =
            "UPDATE delivery SET next_attempt_at = $2 WHERE ticket_id = ANY ($1)"
                    + " AND state = 'PLANNED' AND next_attempt_at IS NULL";

    /** The lock of the ticket orders this against a plan being made. */
    private static final String EXPIRE =
            "WITH over AS (SELECT r.ticket_id FROM recipient r JOIN known_ticket k ON k.id = r.ticket_id"
                    + " WHERE r.active AND r.expiration_time <= $1 ORDER BY k.id LIMIT $2"
                    + " FOR NO KEY UPDATE OF k SKIP LOCKED)"
                    + " UPDATE recipient r SET active = false FROM over WHERE r.ticket_id = over.ticket_id"
                    + " AND r.active AND r.expiration_time <= $1";

    private static final String ERASE = "DELETE FROM recipient WHERE ticket_id = ANY ($1)";

    private static final String PREFER =
            "UPDATE known_ticket k SET push_denied = u.denied, whatsapp_fallback = u.whatsapp,"
                    + " sms_fallback = u.sms, fallback_chosen = u.whatsapp OR u.sms FROM unnest($1::uuid[], $2::boolean[], $3::boolean[], $4::boolean[])"
                    + " AS u (id, denied, whatsapp, sms) WHERE k.id = u.id";

    private static final String FORGET =
            "UPDATE known_ticket SET push_denied = false, whatsapp_fallback = true, sms_fallback = false,"
                    + " fallback_chosen = false WHERE id = ANY ($1)";

    private static final String SKIP =
            "UPDATE delivery SET state = 'SKIPPED', error = 'push-denied', next_attempt_at = NULL,"
                    + " finished_at = $2, content = NULL"
                    + " WHERE ticket_id = ANY ($1) AND state IN ('PLANNED', 'RETRYING')"
                    + " RETURNING id, ticket_id, organization_id, notification_type, state, attempts";

    /**
     * Binds and erases, one binding per ticket. Whatever waits for one of these browsers follows
     * (tr_recipient_push_service).
     */
    Uni<Void> take(SqlConnection connection, Latest<SubscriptionBound> latest, Instant now) {
        List<SubscriptionBound> bindings = latest.states();
        UUID[] tickets = column(bindings, SubscriptionBound::ticketId, UUID[]::new);
        UUID[] owners = column(bindings, SubscriptionBound::organizationId, UUID[]::new);
        UUID[] erased = latest.erased().toArray(UUID[]::new);
        return connection
                .preparedQuery(LOCK_WITH_ERASED)
                .execute(Tuple.of(tickets, owners, utc(now), erased))
                .chain(() -> bind(connection, bindings, now))
                .chain(() -> run(connection, ERASE, latest.erased()));
    }

    private static Uni<Void> bind(
            SqlConnection connection, List<SubscriptionBound> bindings, Instant now) {
        if (bindings.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID[] reachable =
                bindings.stream()
                        .filter(SubscriptionBound::active)
                        .map(SubscriptionBound::ticketId)
                        .toArray(UUID[]::new);
        return connection
                .preparedQuery(BIND)
                .execute(columns(bindings))
                .chain(() -> connection.preparedQuery(WAKE).execute(Tuple.of(reachable, utc(now))))
                .replaceWithVoid();
    }

    /** Ends those whose time is up. */
    Uni<Void> expire(SqlClient client, Instant now, int limit) {
        return client.preparedQuery(EXPIRE).execute(Tuple.of(utc(now), limit)).replaceWithVoid();
    }

    /**
     * @param preferences one per ticket, ids ascending
     * @return deliveries that are not wanted any more
     */
    Uni<List<Settled>> prefer(
            SqlConnection connection, List<PreferencesChanged> preferences, Instant now) {
        if (preferences.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        UUID[] tickets = column(preferences, PreferencesChanged::ticketId, UUID[]::new);
        UUID[] owners = column(preferences, PreferencesChanged::organizationId, UUID[]::new);
        Boolean[] denied = column(preferences, PreferencesChanged::pushDenied, Boolean[]::new);
        Boolean[] whatsapp =
                column(preferences, PreferencesChanged::whatsappFallback, Boolean[]::new);
        Boolean[] sms = column(preferences, PreferencesChanged::smsFallback, Boolean[]::new);
        UUID[] unwilling =
                preferences.stream()
                        .filter(PreferencesChanged::pushDenied)
                        .map(PreferencesChanged::ticketId)
                        .toArray(UUID[]::new);
        return connection
                .preparedQuery(LOCK_TICKETS)
                .execute(Tuple.of(tickets, owners, utc(now)))
                .chain(
                        () ->
                                connection
                                        .preparedQuery(PREFER)
                                        .execute(Tuple.of(tickets, denied, whatsapp, sms)))
                .chain(() -> connection.preparedQuery(SKIP).execute(Tuple.of(unwilling, utc(now))))
                .map(rows -> list(rows, DeliveryRows::settled));
    }

    /** Back to the defaults. */
    Uni<Void> forget(SqlConnection connection, List<UUID> tickets) {
        return run(connection, FORGET, tickets);
    }

    private static Uni<Void> run(SqlConnection connection, String sql, List<UUID> tickets) {
        return tickets.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(sql)
                        .execute(Tuple.of(tickets.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    private static Tuple columns(List<SubscriptionBound> all) {
        return Tuple.tuple()
                .addArrayOfUUID(column(all, SubscriptionBound::ticketId, UUID[]::new))
                .addArrayOfUUID(column(all, SubscriptionBound::subscriptionId, UUID[]::new))
                .addArrayOfString(column(all, SubscriptionBound::endpoint, String[]::new))
                .addArrayOfString(column(all, SubscriptionBound::p256dh, String[]::new))
                .addArrayOfString(column(all, SubscriptionBound::auth, String[]::new))
                .addArrayOfString(column(all, SubscriptionBound::keyId, String[]::new))
                .addArrayOfOffsetDateTime(
                        column(all, b -> utc(b.expirationTime()), OffsetDateTime[]::new))
                .addArrayOfBoolean(column(all, SubscriptionBound::active, Boolean[]::new))
                .addArrayOfOffsetDateTime(
                        column(all, b -> utc(b.boundAt()), OffsetDateTime[]::new));
    }

    private static <T, V> V[] column(
            List<T> all, Function<T, @Nullable V> value, IntFunction<V[]> array) {
        return all.stream().map(value).toArray(array);
    }
}
