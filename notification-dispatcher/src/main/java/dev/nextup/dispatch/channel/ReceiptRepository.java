package dev.nextup.dispatch.channel;

import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import dev.nextup.dispatch.channel.Receipt.Outcome;
import dev.nextup.dispatch.delivery.DeliveryRows;
import dev.nextup.event.delivery.DeliveryFacts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The tables, for receipts. */
@Singleton
class ReceiptRepository {

    /** Only of a message that was taken on that channel, and only what goes further. */
    private static final String TAKE =
            "UPDATE fallback f SET failed_at = CASE WHEN $3 = 'FAILED' THEN $4 ELSE f.failed_at END,"
                    + " delivered_at = CASE WHEN $3 = 'FAILED' THEN f.delivered_at ELSE coalesce(f.delivered_at, $4) END,"
                    + " read_at = CASE WHEN $3 = 'READ' THEN $4 ELSE f.read_at END"
                    + " FROM delivery d WHERE f.delivery_id = $1 AND f.channel = $2 AND f.state = 'ACCEPTED'"
                    + " AND d.id = f.delivery_id AND CASE $3 WHEN 'FAILED' THEN coalesce(f.failed_at, f.delivered_at)"
                    + " WHEN 'DELIVERED' THEN f.delivered_at ELSE f.read_at END IS NULL"
                    + " RETURNING d.id, d.ticket_id, d.organization_id, d.notification_type, d.created_at, f.attempts";

    private static final String ATTEMPT =
            "UPDATE delivery_attempt SET outcome = $4 WHERE delivery_id = $1 AND channel = $2 AND attempt = $3";

    private static final String LOG =
            "UPDATE notification_logs SET"
                    + " whatsapp_success = CASE WHEN $2 = 'whatsapp' THEN $3 ELSE whatsapp_success END,"
                    + " whatsapp_error = CASE WHEN $2 = 'whatsapp' THEN $4 ELSE whatsapp_error END,"
                    + " sms_success = CASE WHEN $2 = 'sms' THEN $3 ELSE sms_success END,"
                    + " sms_error = CASE WHEN $2 = 'sms' THEN $4 ELSE sms_error END WHERE id = $1";

    /**
     * Empty if it is a repeat, comes after one that went further, or is about no message of ours.
     */
    Uni<Optional<Taken>> take(SqlConnection connection, Receipt receipt, Instant now) {
        return connection
                .preparedQuery(TAKE)
                .execute(
                        Tuple.of(
                                receipt.deliveryId(),
                                channel(receipt),
                                receipt.outcome().name(),
                                utc(now)))
                .map(
                        rows -> {
                            RowIterator<Row> found = rows.iterator();
                            return found.hasNext()
                                    ? Optional.of(toTaken(found.next(), receipt, now))
                                    : Optional.empty();
                        });
    }

    Uni<Void> log(SqlConnection connection, Receipt receipt, int attempt) {
        String code = receipt.outcome().code();
        boolean arrived = receipt.outcome() != Outcome.FAILED;
        Tuple outcome = Tuple.of(receipt.deliveryId(), channel(receipt), attempt, code);
        Tuple line =
                Tuple.of(receipt.deliveryId(), channel(receipt), arrived, arrived ? null : code);
        return connection
                .preparedQuery(ATTEMPT)
                .execute(outcome)
                .chain(() -> connection.preparedQuery(LOG).execute(line))
                .replaceWithVoid();
    }

    private static Taken toTaken(Row row, Receipt receipt, Instant now) {
        DeliveryFacts facts =
                new DeliveryFacts(
                        row.getUUID("id"),
                        row.getUUID("ticket_id"),
                        row.getUUID("organization_id"),
                        DeliveryRows.type(row),
                        receipt.channel(),
                        now,
                        row.getOffsetDateTime("created_at").toInstant());
        return new Taken(facts, row.getInteger("attempts"));
    }

    private static String channel(Receipt receipt) {
        return receipt.channel().name().toLowerCase(Locale.ROOT);
    }

    /** The message a receipt was news of. */
    record Taken(DeliveryFacts facts, int attempts) {}
}
