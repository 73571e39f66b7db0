package dev.nextup.dispatch.acknowledgement;

import dev.nextup.dispatch.acknowledgement.AckRepository.Acknowledged;
import dev.nextup.dispatch.delivery.DeliveryLog;
import dev.nextup.dispatch.delivery.DeliveryMetrics;
import dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes what devices tell: state, log and event in one transaction. A repeat changes nothing. */
@Singleton
class Acknowledgements {

    private final AckTokens tokens;
    private final AckRepository repository;
    private final DeliveryLog log;
    private final DeliveryMetrics metrics;
    private final Pool pool;
    private final Clock clock;

    Acknowledgements(
            AckTokens tokens,
            AckRepository repository,
            DeliveryLog log,
            DeliveryMetrics metrics,
            Pool pool,
            Clock clock) {
        this.tokens = tokens;
        this.repository = repository;
        this.log = log;
        this.metrics = metrics;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * @throws dev.nextup.problem.RejectedException 400 {@code ack-token-invalid}
     */
    Uni<Void> take(String token, Acknowledgement done) {
        UUID deliveryId =
                tokens.deliveryOf(token, clock.instant())
                        .orElseThrow(AckRejection.TOKEN_INVALID::asException);
        return pool.withTransaction(connection -> take(connection, deliveryId, done))
                .invoke(taken -> taken.ifPresent(delivery -> told(delivery, done)))
                .replaceWithVoid();
    }

    private Uni<Optional<Acknowledged>> take(
            SqlConnection connection, UUID deliveryId, Acknowledgement done) {
        return repository
                .acknowledge(connection, deliveryId, done, clock.instant())
                .call(
                        taken ->
                                taken.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : log.acknowledged(
                                                connection, taken.get().delivery(), done));
    }

    private void told(Acknowledged taken, Acknowledgement done) {
        metrics.acknowledged(done);
        if (!taken.before().isSettled()) {
            metrics.changed(List.of(taken.delivery()));
        }
        log.committed();
    }
}
