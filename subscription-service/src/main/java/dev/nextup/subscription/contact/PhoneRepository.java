package dev.nextup.subscription.contact;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tables {@code ticket_phone} and {@code phone_use}. */
@ApplicationScoped
class PhoneRepository {

    private static final String FIND =
            "SELECT ticket_id, key_id, sealed FROM ticket_phone WHERE ticket_id = $1";

    /** Nothing for a holder who wants neither channel. */
    private static final String FIND_FOR_FALLBACK =
            "SELECT t.ticket_id, t.key_id, t.sealed FROM ticket_phone t"
                    + " LEFT JOIN notification_preference p USING (ticket_id)"
                    + " WHERE t.ticket_id = $1 AND (coalesce(p.whatsapp_fallback, true)"
                    + " OR coalesce(p.sms_fallback, false))";

    private static final String STORE =
            "INSERT INTO ticket_phone (ticket_id, key_id, sealed, stored_at)"
                    + " VALUES ($1, $2, $3, $4) ON CONFLICT (ticket_id) DO UPDATE"
                    + " SET key_id = excluded.key_id, sealed = excluded.sealed,"
                    + " stored_at = excluded.stored_at";

    private static final String ERASE = "DELETE FROM ticket_phone WHERE ticket_id = ANY ($1)";

    private static final String SEALED_WITH =
            "SELECT ticket_id, key_id, sealed FROM ticket_phone WHERE key_id = ANY ($1)"
                    + " ORDER BY ticket_id LIMIT 500 FOR UPDATE SKIP LOCKED";

    private static final String RESEAL =
            "UPDATE ticket_phone SET key_id = $2, sealed = $3 WHERE ticket_id = $1";

    /** Counts one more, unless the limit is reached: then no row comes back. */
    private static final String USE =
            "INSERT INTO phone_use (subject, day, used) VALUES ($1, $2, 1)"
                    + " ON CONFLICT (subject, day) DO UPDATE SET used = phone_use.used + 1"
                    + " WHERE phone_use.used < $3 RETURNING used";

    private static final String FORGET_USES = "DELETE FROM phone_use WHERE day < $1";

    Uni<Optional<PhoneCipher.Sealed>> find(SqlClient client, UUID ticketId) {
        return one(client, FIND, ticketId);
    }

    Uni<Optional<PhoneCipher.Sealed>> findForFallback(SqlClient client, UUID ticketId) {
        return one(client, FIND_FOR_FALLBACK, ticketId);
    }

    Uni<Void> store(
            SqlConnection connection, UUID ticketId, PhoneCipher.Sealed sealed, Instant now) {
        return connection
                .preparedQuery(STORE)
                .execute(
                        Tuple.of(
                                ticketId,
                                sealed.keyId(),
                                Buffer.buffer(sealed.octets()),
                                now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<Void> erase(SqlConnection connection, Collection<UUID> tickets) {
        return connection
                .preparedQuery(ERASE)
                .execute(Tuple.tuple().addArrayOfUUID(tickets.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Some that one of these keys opens, locked. */
    Uni<Map<UUID, PhoneCipher.Sealed>> sealedWith(
            SqlConnection connection, Collection<String> keyIds) {
        return connection
                .preparedQuery(SEALED_WITH)
                .execute(Tuple.tuple().addArrayOfString(keyIds.toArray(String[]::new)))
                .map(
                        rows -> {
                            Map<UUID, PhoneCipher.Sealed> found = new LinkedHashMap<>();
                            rows.forEach(row -> found.put(row.getUUID("ticket_id"), sealed(row)));
                            return found;
                        });
    }

    Uni<Void> reseal(SqlConnection connection, UUID ticketId, PhoneCipher.Sealed sealed) {
        return connection
                .preparedQuery(RESEAL)
                .execute(Tuple.of(ticketId, sealed.keyId(), Buffer.buffer(sealed.octets())))
                .replaceWithVoid();
    }

    /** Whether the subject may be counted once more on this day. */
    Uni<Boolean> use(SqlConnection connection, String subject, LocalDate day, int limit) {
        return connection
                .preparedQuery(USE)
                .execute(Tuple.of(subject, day, limit))
                .map(rows -> rows.size() == 1);
    }

    Uni<Void> forgetUsesBefore(SqlClient client, LocalDate day) {
        return client.preparedQuery(FORGET_USES).execute(Tuple.of(day)).replaceWithVoid();
    }

    private static Uni<Optional<PhoneCipher.Sealed>> one(
            SqlClient client, String sql, UUID ticketId) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(ticketId))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(sealed(rows.iterator().next())));
    }

    private static PhoneCipher.Sealed sealed(Row row) {
        return new PhoneCipher.Sealed(row.getString("key_id"), row.getBuffer("sealed").getBytes());
    }
}
