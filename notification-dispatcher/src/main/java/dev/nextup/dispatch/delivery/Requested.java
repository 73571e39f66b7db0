package dev.nextup.dispatch.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Deliveries that somebody waits for: written down, attempted once, and the result written down,
 * without a queue between. If this replica dies in the middle the lease runs out and the delivery
 * is abandoned, not repeated.
 */
@Singleton
public class Requested {

    private final Attempts attempts;
    private final Results results;
    private final DeliveryLog log;
    private final DeliveryMetrics metrics;
    private final Pool pool;

    Requested(
            Attempts attempts,
            Results results,
            DeliveryLog log,
            DeliveryMetrics metrics,
            Pool pool) {
        this.attempts = attempts;
        this.results = results;
        this.log = log;
        this.metrics = metrics;
        this.pool = pool;
    }

    public static Instant leaseFrom(Instant now) {
        return now.plus(DeliveryWorker.LEASE);
    }

    /**
     * @param insert writes the delivery as {@link DeliveryState#SENDING}
     */
    public Uni<AttemptResult> send(Claim claim, Function<SqlConnection, Uni<Void>> insert) {
        return pool.withTransaction(insert)
                .invoke(() -> metrics.planned(1))
                .chain(
                        () ->
                                Uni.createFrom()
                                        .completionStage(
                                                () -> attempts.make(claim).toCompletionStage()))
                .call(result -> results.store(List.of(result)));
    }

    /**
     * @param insert writes the delivery, settled already
     */
    public Uni<Void> note(Settled settled, Function<SqlConnection, Uni<Void>> insert) {
        return pool.withTransaction(
                        connection ->
                                insert.apply(connection)
                                        .chain(
                                                () ->
                                                        log.write(
                                                                connection,
                                                                List.of(settled),
                                                                List.of())))
                .invoke(
                        () -> {
                            metrics.planned(1);
                            metrics.changed(List.of(settled));
                            log.committed();
                        });
    }
}
