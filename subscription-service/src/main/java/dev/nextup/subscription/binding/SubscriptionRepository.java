package dev.nextup.subscription.binding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables. Every write runs on the caller's connection, in the caller's transaction. */
@ApplicationScoped
class SubscriptionRepository {

    /**
     * Inserts or locks: a conflict locks the row, also for an update that does not come to pass.
     */
    private static final String LOCK =
            "INSERT INTO known_ticket (id, organization_id, first_seen_at) VALUES ($1, $2, $3)"
                    + " ON CONFLICT (id) DO UPDATE SET organization_id = known_ticket.organization_id WHERE false";

    /** Ids ascending, so that two transactions cannot wait for each other. */
    private static final String LOCK_KNOWN =
            "SELECT id FROM known_ticket WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE";

    private static final String SELECT =
            "SELECT k.id, k.organization_id, k.ended_at, k.closed_at, s.paused_by_end,"
                    + " s.id AS subscription_id, s.endpoint, s.p256dh, s.auth, s.key_id,"
                    + " s.user_agent_family, s.expiration_time, s.active, s.bound_at,"
                    + " p.ticket_id IS NOT NULL AS has_preferences, p.push_denied_at,"
                    + " p.whatsapp_fallback, p.sms_fallback, p.notify_ahead"
                    + " FROM known_ticket k LEFT JOIN push_subscription s ON s.ticket_id = k.id"
                    + " LEFT JOIN notification_preference p ON p.ticket_id = k.id";

    private static final String FIND = SELECT + " WHERE k.id = $1 AND k.organization_id = $2";

    private static final String FIND_ALL = SELECT + " WHERE k.id = ANY ($1) ORDER BY k.id";

    private static final String DELETE_OTHERS =
            "DELETE FROM push_subscription WHERE ticket_id = $1 AND id <> $2";

    private static final String UPSERT_SUBSCRIPTION =
            "INSERT INTO push_subscription (id, ticket_id, organization_id, endpoint, p256dh, auth,"
                    + " key_id, user_agent_family, expiration_time, active, paused_by_end, bound_at)"
                    + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
                    + " ON CONFLICT (id) DO UPDATE SET p256dh = excluded.p256dh, auth = excluded.auth,"
                    + " key_id = excluded.key_id, user_agent_family = excluded.user_agent_family,"
                    + " expiration_time = excluded.expiration_time, active = excluded.active,"
                    + " paused_by_end = excluded.paused_by_end,"
                    + " bound_at = excluded.bound_at";

    private static final String NOTE_NETWORK =
            "UPDATE push_subscription SET network_mark = $2"
                    + " WHERE ticket_id = $1 AND network_mark IS DISTINCT FROM $2";

    private static final String UPSERT_PREFERENCES =
            "INSERT INTO notification_preference (ticket_id, push_denied_at, whatsapp_fallback,"
                    + " sms_fallback, notify_ahead, changed_at) VALUES ($1, $2, $3, $4, $5, $6)"
                    + " ON CONFLICT (ticket_id) DO UPDATE SET push_denied_at = excluded.push_denied_at,"
                    + " whatsapp_fallback = excluded.whatsapp_fallback, sms_fallback = excluded.sms_fallback,"
                    + " notify_ahead = excluded.notify_ahead, changed_at = excluded.changed_at";

    private static final String ERASE =
            "WITH gone AS (DELETE FROM push_subscription WHERE ticket_id = ANY ($1))"
                    + " DELETE FROM notification_preference WHERE ticket_id = ANY ($1)";

    /**
     * What is held for the ticket, locked until the transaction ends; the ticket becomes known if
     * it was not. Fails with {@link SubscriptionRejection#UNKNOWN_TICKET} when it is known as
     * another organisation's.
     */
    Uni<TicketNotifications> lock(SqlConnection connection, TicketRef ticket, Instant now) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(ticket.ticketId(), ticket.organizationId(), utc(now)))
                .chain(() -> find(connection, ticket))
                .map(found -> found.orElseThrow(SubscriptionRejection.UNKNOWN_TICKET::asException));
    }

    /** Empty when the ticket is not known, or known as another organisation's. */
    Uni<Optional<TicketNotifications>> find(SqlClient client, TicketRef ticket) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(ticket.ticketId(), ticket.organizationId()))
                .map(rows -> first(rows).map(SubscriptionRepository::toNotifications));
    }

    /**
     * What is held for those of the tickets that are known, locked until the transaction ends; ids
     * ascending.
     */
    Uni<List<TicketNotifications>> lockKnown(SqlConnection connection, Set<UUID> tickets) {
        Tuple ids = Tuple.tuple().addArrayOfUUID(tickets.toArray(UUID[]::new));
        // Read only after the lock, so as to see what the transaction before committed.
        return connection
                .preparedQuery(LOCK_KNOWN)
                .execute(ids)
                .chain(() -> connection.preparedQuery(FIND_ALL).execute(ids))
                .map(
                        rows -> {
                            List<TicketNotifications> held = new ArrayList<>();
                            rows.forEach(row -> held.add(toNotifications(row)));
                            return held;
                        });
    }

    /** Writes what differs. The caller holds the ticket's lock. */
    Uni<Void> store(
            SqlConnection connection,
            TicketNotifications before,
            TicketNotifications after,
            Instant now) {
        Uni<Void> done = Uni.createFrom().voidItem();
        Binding binding = after.binding();
        if (binding != null && !binding.equals(before.binding())) {
            done = done.chain(() -> storeBinding(connection, after.ticket(), binding));
        }
        if (!after.preferences().equals(before.preferences())) {
            done =
                    done.chain(
                            () ->
                                    storePreferences(
                                            connection,
                                            after.ticket().ticketId(),
                                            after.preferences(),
                                            now));
        }
        return done;
    }

    /** Of the ticket's subscription; the caller holds its lock. */
    Uni<Void> note(SqlConnection connection, TicketRef ticket, NetworkMark network) {
        return connection
                .preparedQuery(NOTE_NETWORK)
                .execute(Tuple.of(ticket.ticketId(), network.value()))
                .replaceWithVoid();
    }

    Uni<Void> erase(SqlConnection connection, Collection<UUID> tickets) {
        return connection
                .preparedQuery(ERASE)
                .execute(Tuple.tuple().addArrayOfUUID(tickets.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** A replaced endpoint is erased, not kept: nobody has a use for it. */
    private static Uni<Void> storeBinding(
            SqlConnection connection, TicketRef ticket, Binding binding) {
        PushAddress address = binding.address();
        Tuple row =
                Tuple.of(binding.id(), ticket.ticketId(), ticket.organizationId())
                        .addString(address.endpoint().url())
                        .addString(address.keys().p256dh())
                        .addString(address.keys().auth())
                        .addString(address.keyId())
                        .addString(address.browser())
                        .addOffsetDateTime(utc(address.expirationTime()))
                        .addBoolean(binding.active())
                        .addBoolean(binding.pausedByEnd())
                        .addOffsetDateTime(utc(binding.boundAt()));
        return connection
                .preparedQuery(DELETE_OTHERS)
                .execute(Tuple.of(ticket.ticketId(), binding.id()))
                .chain(() -> connection.preparedQuery(UPSERT_SUBSCRIPTION).execute(row))
                .replaceWithVoid();
    }

    private static Uni<Void> storePreferences(
            SqlConnection connection, UUID ticketId, Preferences chosen, Instant now) {
        Tuple row =
                Tuple.of(ticketId)
                        .addOffsetDateTime(utc(chosen.pushDeniedAt()))
                        .addBoolean(chosen.whatsappFallback())
                        .addBoolean(chosen.smsFallback())
                        .addInteger(chosen.notifyAhead())
                        .addOffsetDateTime(utc(now));
        return connection.preparedQuery(UPSERT_PREFERENCES).execute(row).replaceWithVoid();
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private static TicketNotifications toNotifications(Row row) {
        return new TicketNotifications(
                new TicketRef(row.getUUID("id"), row.getUUID("organization_id")),
                instant(row, "ended_at"),
                instant(row, "closed_at"),
                row.getUUID("subscription_id") == null ? null : toBinding(row),
                row.getBoolean("has_preferences")
                        ? new Preferences(
                                instant(row, "push_denied_at"),
                                row.getBoolean("whatsapp_fallback"),
                                row.getBoolean("sms_fallback"),
                                row.getInteger("notify_ahead"))
                        : Preferences.DEFAULTS);
    }

    private static Binding toBinding(Row row) {
        PushAddress address =
                new PushAddress(
                        new PushEndpoint(row.getString("endpoint")),
                        new SubscriptionKeys(row.getString("p256dh"), row.getString("auth")),
                        row.getString("key_id"),
                        row.getString("user_agent_family"),
                        instant(row, "expiration_time"));
        return new Binding(
                row.getUUID("subscription_id"),
                address,
                row.getBoolean("active"),
                row.getBoolean("paused_by_end") && !row.getBoolean("active"),
                row.getOffsetDateTime("bound_at").toInstant());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
