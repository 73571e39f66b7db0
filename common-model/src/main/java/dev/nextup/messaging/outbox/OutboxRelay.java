package dev.nextup.messaging.outbox;

import dev.nextup.messaging.outbox.BatchSource.Batch;
import dev.nextup.messaging.outbox.OutboxStore.Lease;
import dev.nextup.messaging.outbox.OutboxStore.LeaseLostException;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Carries outbox rows to Kafka, on a thread of its own (Kafka transactions block). Each replica
 * runs one; the lease decides which is active. A follower passes wake-up calls on to the leader by
 * NOTIFY; calls that arrive while it does so are coalesced, so that a busy replica notifies far
 * less often than it commits.
 *
 * <p>Phases of a leader: acquire the lease → fence predecessors → settle the last claimed batch →
 * (claim → publish → delete) until the lease is lost, an error occurs, or the service stops. Every
 * error leads back to the first phase.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

    private final RelaySettings settings;
    private final OutboxStore store;
    private final Vertx vertx;
    private final PgConnectOptions ownConnection;
    private final OutboxMetrics metrics;
    private final WakeUp wakeUp = new WakeUp();
    private final UUID holder = UUID.randomUUID();
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);

    public OutboxRelay(
            RelaySettings settings,
            Vertx vertx,
            Pool pool,
            PgConnectOptions ownConnection,
            OutboxMetrics metrics) {
        this.settings = settings;
        this.store = new OutboxStore(pool, settings.lease());
        this.vertx = vertx;
        this.ownConnection = ownConnection;
        this.metrics = metrics;
        this.thread = new Thread(this::run, settings.name());
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Says that rows may be waiting. Cheap, never blocks, safe from any thread. */
    public void wake() {
        wakeUp.ring();
    }

    /** Finishes the batch in hand, gives the lease back and stops. */
    @Override
    public void close() {
        stop.countDown();
        wakeUp.ring();
        try {
            thread.join(STOP_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping()) {
            try {
                Optional<Lease> lease = store.acquire(holder);
                if (lease.isPresent()) {
                    lead(lease.get());
                } else {
                    follow();
                }
            } catch (LeaseLostException e) {
                LOG.info(e.getMessage());
            } catch (InterruptedException e) {
                stop.countDown();
            } catch (RuntimeException e) {
                metrics.failed();
                LOG.warnf("outbox relay tries again: %s", describe(e));
                pause();
            }
        }
    }

    private void lead(Lease lease) throws InterruptedException {
        try (BatchPublisher publisher = BatchPublisher.open(settings);
                BatchSource source =
                        BatchSource.open(vertx, ownConnection, lease, settings.lease());
                LeaderBell bell =
                        LeaderBell.listen(vertx, ownConnection, settings.channel(), wakeUp::ring)) {
            settleLastBatch(lease, publisher);
            metrics.leading(true);
            LOG.debugf("outbox relay leads, epoch %d", lease.epoch());
            List<Long> published = List.of();
            while (!stopping()) {
                Batch batch = source.next(published, settings.batchSize());
                publish(batch, publisher);
                published = batch.ids();
                awaitMore(batch.rows().size());
            }
            store.delete(published);
            store.release(lease);
        } finally {
            metrics.leading(false);
        }
    }

    private void awaitMore(int published) throws InterruptedException {
        if (published == 0) {
            wakeUp.await(settings.poll());
        } else if (published < settings.batchSize()) {
            stop.await(settings.gatherAfter(published).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Equal numbers mean the predecessor's last batch is in Kafka and only its deletion was
     * missing.
     */
    private void settleLastBatch(Lease lease, BatchPublisher publisher) {
        OptionalLong committed = publisher.lastCommittedBatch();
        if (committed.isPresent() && committed.getAsLong() == lease.batch()) {
            store.delete(lease.batchIds());
        }
    }

    private void publish(Batch batch, BatchPublisher publisher) {
        if (!batch.rows().isEmpty()) {
            publisher.publish(batch.number(), batch.records());
            metrics.published(batch.rows().size(), batch.rows().get(0).age());
        }
    }

    private void follow() throws InterruptedException {
        Duration untilNextLook = settings.lease().dividedBy(3);
        if (wakeUp.await(untilNextLook) && !stopping()) {
            store.notifyLeader(settings.channel());
        }
    }

    private void pause() {
        try {
            stop.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop.countDown();
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    /** Class names only: a driver's message may quote what it was given. */
    private static String describe(Throwable e) {
        Throwable cause = e.getCause();
        String name = e.getClass().getSimpleName();
        return cause == null ? name : name + " caused by " + cause.getClass().getSimpleName();
    }
}
