package dev.nextup.dispatch.channel;

import dev.nextup.dispatch.channel.ReceiptRepository.Taken;
import dev.nextup.dispatch.delivery.DeliveryLog;
import dev.nextup.event.delivery.DeliveryAbandoned.Reason;
import dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Takes what a gateway says became of a message: its attempt, log and event in one transaction. A
 * repeat changes nothing, and so does "failed" after "delivered".
 */
@Singleton
class Receipts {

    private final ReceiptRepository repository;
    private final DeliveryLog log;
    private final Pool pool;
    private final Clock clock;

    Receipts(ReceiptRepository repository, DeliveryLog log, Pool pool, Clock clock) {
        this.repository = repository;
        this.log = log;
        this.pool = pool;
        this.clock = clock;
    }

    /** Of a message that is not known (any more) nothing is kept. */
    Uni<Void> take(Receipt receipt) {
        return pool.withTransaction(connection -> take(connection, receipt))
                .invoke(log::committed)
                .replaceWithVoid();
    }

    private Uni<Void> take(SqlConnection connection, Receipt receipt) {
        return repository
                .take(connection, receipt, clock.instant())
                .chain(
                        taken ->
                                taken.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : write(connection, receipt, taken.get()));
    }

    private Uni<Void> write(SqlConnection connection, Receipt receipt, Taken taken) {
        return repository
                .log(connection, receipt, taken.attempts())
                .chain(
                        () ->
                                switch (receipt.outcome()) {
                                    case FAILED ->
                                            log.abandoned(
                                                    connection,
                                                    taken.facts(),
                                                    Reason.REJECTED,
                                                    taken.attempts());
                                    case DELIVERED, READ ->
                                            log.seen(
                                                    connection,
                                                    taken.facts(),
                                                    Acknowledgement.SHOWN);
                                });
    }
}
