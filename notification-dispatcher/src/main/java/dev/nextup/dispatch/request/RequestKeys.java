package dev.nextup.dispatch.request;

import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import dev.nextup.dispatch.delivery.DeliveryState;
import dev.nextup.http.IdempotencyKey;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for 24 hours which notification a client's key stands for. A key is taken in the
 * transaction in which its notification is first written down, before it is sent: if this replica
 * dies on the way, a repeat is told so and nothing is sent twice. A refusal takes no key.
 */
@ApplicationScoped
class RequestKeys {

    private static final String CLAIM =
            "INSERT INTO requested_push AS p (caller, path, key, request_hash, delivery_id,"
                    + " subscription_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
                    + " ON CONFLICT ON CONSTRAINT pk_requested_push DO UPDATE SET"
                    + " request_hash = excluded.request_hash, delivery_id = excluded.delivery_id,"
                    + " subscription_id = excluded.subscription_id, created_at = excluded.created_at"
                    + " WHERE p.created_at <= $8";

    private static final String READ =
            "SELECT p.request_hash = $4 AS same, p.subscription_id, d.state, d.error"
                    + " FROM requested_push p JOIN delivery d ON d.id = p.delivery_id"
                    + " WHERE p.caller = $1 AND p.path = $2 AND p.key = $3 AND p.created_at > $5";

    private static final String FORGET = "DELETE FROM requested_push WHERE created_at <= $1";

    private static final Set<DeliveryState> TAKEN =
            EnumSet.of(DeliveryState.ACCEPTED, DeliveryState.SHOWN, DeliveryState.CLICKED);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** By then the first attempt has ended, or its lease has and somebody has noticed. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String UNKNOWN = "interrupted";

    private final Pool pool;
    private final Clock clock;

    RequestKeys(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * What came of the notification that this key stands for; waits while it is being sent. Empty
     * when the key is new. Fails with 422 {@code idempotency-key-reused}.
     */
    Uni<Optional<PushReport>> answer(@Nullable RequestKey key) {
        if (key == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        Instant end = clock.instant().plus(PATIENCE);
        return Multi.createBy()
                .repeating()
                .uni(() -> read(key))
                .withDelay(LOOK_AGAIN)
                .whilst(known -> isBeingSent(known) && clock.instant().isBefore(end))
                .collect()
                .last()
                .map(known -> known.map(Known::report));
    }

    /**
     * Takes the key, after the delivery was inserted. Waits for the end of another transaction that
     * has taken it; fails with {@link KeyTakenException} if somebody has.
     */
    Uni<Void> claim(
            SqlConnection connection,
            @Nullable RequestKey key,
            UUID deliveryId,
            @Nullable UUID subscriptionId) {
        if (key == null) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        Tuple row =
                identity(key)
                        .addUUID(deliveryId)
                        .addUUID(subscriptionId)
                        .addOffsetDateTime(utc(now))
                        .addOffsetDateTime(utc(now.minus(IdempotencyKey.KEPT)));
        return connection
                .preparedQuery(CLAIM)
                .execute(row)
                .invoke(
                        rows -> {
                            if (rows.rowCount() == 0) {
                                throw new KeyTakenException();
                            }
                        })
                .replaceWithVoid();
    }

    @Scheduled(every = "1h", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forgetOld() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(utc(clock.instant().minus(IdempotencyKey.KEPT))))
                .replaceWithVoid();
    }

    private Uni<Optional<Known>> read(RequestKey key) {
        Instant oldest = clock.instant().minus(IdempotencyKey.KEPT);
        return pool.preparedQuery(READ)
                .execute(identity(key).addOffsetDateTime(utc(oldest)))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(known(rows.iterator().next())));
    }

    private static Known known(Row row) {
        if (!row.getBoolean("same")) {
            throw IdempotencyKey.reused();
        }
        return new Known(
                row.getUUID("subscription_id"),
                DeliveryState.valueOf(row.getString("state")),
                row.getString("error"));
    }

    private static boolean isBeingSent(Optional<Known> known) {
        return known.isPresent() && known.get().state() == DeliveryState.SENDING;
    }

    private static Tuple identity(RequestKey key) {
        return Tuple.tuple()
                .addString(key.caller())
                .addString(key.path())
                .addString(key.key())
                .addBuffer(Buffer.buffer(key.requestHash()));
    }

    private record Known(
            @Nullable UUID subscriptionId, DeliveryState state, @Nullable String error) {

        PushReport report() {
            if (subscriptionId == null) {
                return PushReport.nobody();
            }
            boolean taken = TAKEN.contains(state);
            return new PushReport(subscriptionId, taken ? null : error == null ? UNKNOWN : error);
        }
    }

    /** Somebody else was first; their answer counts. */
    static final class KeyTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeyTakenException() {
            super("the Idempotency-Key is in use", null, false, false);
        }
    }
}
