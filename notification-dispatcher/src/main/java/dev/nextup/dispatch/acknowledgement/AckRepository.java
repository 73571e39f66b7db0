package dev.nextup.dispatch.acknowledgement;

import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import dev.nextup.dispatch.delivery.DeliveryRows;
import dev.nextup.dispatch.delivery.DeliveryState;
import dev.nextup.dispatch.delivery.Settled;
import dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table, for acknowledgements. */
@Singleton
class AckRepository {

    /**
     * The device may be faster than our note that the message was taken, or tell of a message whose
     * answer we never got: whatever was still to be sent is not, for it has arrived. What was given
     * up stays given up, with the time it was seen after all.
     */
    private static final String ACKNOWLEDGE =
            "WITH before AS (SELECT id, state, state NOT IN ('EXPIRED', 'GONE', 'STALE_KEY', 'REJECTED',"
                    + " 'SKIPPED', 'SUPERSEDED', 'ABANDONED') AS alive FROM delivery WHERE id = $1 FOR UPDATE)"
                    + " UPDATE delivery d SET shown_at = coalesce(d.shown_at, $3),"
                    + " clicked_at = CASE WHEN $2 = 'CLICKED' THEN $3 ELSE d.clicked_at END,"
                    + " dismissed_at = CASE WHEN $2 = 'DISMISSED' THEN $3 ELSE d.dismissed_at END,"
                    + " state = CASE WHEN NOT b.alive THEN d.state"
                    + " WHEN $2 = 'CLICKED' OR d.state = 'CLICKED' THEN 'CLICKED' ELSE 'SHOWN' END,"
                    + " error = CASE WHEN b.alive THEN NULL ELSE d.error END,"
                    + " next_attempt_at = NULL, lease_until = NULL, content = NULL, escalate_at = NULL,"
                    + " finished_at = coalesce(d.finished_at, $3)"
                    + " FROM before b WHERE d.id = b.id AND CASE $2 WHEN 'CLICKED' THEN d.clicked_at"
                    + " WHEN 'DISMISSED' THEN d.dismissed_at ELSE d.shown_at END IS NULL"
                    + " RETURNING d.id, d.ticket_id, d.organization_id, d.notification_type, d.state,"
                    + " d.attempts, b.state AS state_before";

    /** Empty if it is a repeat, or the delivery has been erased. */
    Uni<Optional<Acknowledged>> acknowledge(
            SqlConnection connection, UUID deliveryId, Acknowledgement done, Instant now) {
        return connection
                .preparedQuery(ACKNOWLEDGE)
                .execute(Tuple.of(deliveryId, done.name(), utc(now)))
                .map(
                        rows -> {
                            RowIterator<Row> found = rows.iterator();
                            return found.hasNext()
                                    ? Optional.of(toAcknowledged(found.next()))
                                    : Optional.empty();
                        });
    }

    private static Acknowledged toAcknowledged(Row row) {
        return new Acknowledged(
                DeliveryRows.settled(row), DeliveryState.valueOf(row.getString("state_before")));
    }

    /** A delivery as it is now, and its state before. */
    record Acknowledged(Settled delivery, DeliveryState before) {}
}
