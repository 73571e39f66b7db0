package dev.nextup.dispatch.delivery;

import dev.nextup.dispatch.origin.Origins;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Claims what is due and sends it, many at once. The thread only claims; encryption and sending are
 * on event loops, writing is {@link ResultWriter}'s. Each claim holds one of {@link #PLACES} places
 * until its result is written, so memory is bounded whatever is slow or away.
 */
@Singleton
public class DeliveryWorker {

    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

    /**
     * Several times what one push service may take, so that one that is slow does not take all of
     * them; and what memory holds with ease. Of fewer places each gets its share ({@link
     * Origins#limits}).
     */
    private static final int PLACES = 1_000;

    /**
     * How many of them a new process has: it doubles with each round of results. A process is slow
     * at first, and one that dies young then has finished something, instead of having begun much.
     */
    private static final int FIRST_PLACES = 8;

    /** Longer than an attempt can last, so that only the dead lose their claims. */
    static final Duration LEASE = Duration.ofSeconds(15);

    /** How soon a retry is noticed that nobody announced. */
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(4);

    private final Deliveries deliveries;
    private final Attempts attempts;
    private final Origins origins;
    private final Clock clock;
    private final ResultWriter writer;
    private final Semaphore places = new Semaphore(FIRST_PLACES);
    private final AtomicInteger window = new AtomicInteger(FIRST_PLACES);
    private final AtomicBoolean due = new AtomicBoolean(true);
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "nextup-delivery-worker");
    private volatile boolean stopping;

    DeliveryWorker(
            Deliveries deliveries,
            Attempts attempts,
            Results results,
            Origins origins,
            Clock clock) {
        this.deliveries = deliveries;
        this.origins = origins;
        this.attempts = attempts;
        this.clock = clock;
        this.writer = new ResultWriter(results, this::written);
        thread.setDaemon(true);
    }

    /** Says that something is due. Never blocks; any number of calls cost one claim. */
    public void wake() {
        due.set(true);
        ring();
    }

    private void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    void start(@Observes StartupEvent event) {
        writer.start();
        thread.start();
    }

    /** Claims nothing more, waits for what is on the wire, writes it down. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        ring();
        thread.join(STOP_PATIENCE.toMillis());
        if (!places.tryAcquire(window.get(), STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("stopping with messages on the wire: their leases run out");
        }
        writer.stop(Duration.ofSeconds(1));
    }

    /** On the writer's thread alone. */
    private void written(int results) {
        int growth = Math.min(results, PLACES - window.get());
        window.addAndGet(growth);
        places.release(results + growth);
        // Their tickets may have something newer to say, but seldom have: worth a look, not a
        // claim.
        ring();
    }

    private void run() {
        boolean tookBack = false;
        while (!stopping) {
            try {
                if (!tookBack) {
                    deliveries.takeBack(clock.instant()).await().atMost(PATIENCE);
                    tookBack = true;
                }
                boolean worthClaiming = due.getAndSet(false) || anyWaiting();
                if (!worthClaiming || !sendDue()) {
                    bell.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                    bell.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("claiming is tried again: %s", e.getClass().getSimpleName());
                pause();
            }
        }
    }

    private boolean anyWaiting() {
        return deliveries.anyWaiting().await().atMost(PATIENCE);
    }

    /**
     * @return whether there may be more
     */
    private boolean sendDue() throws InterruptedException {
        int available = places.availablePermits();
        if (available == 0) {
            return false;
        }
        int free = Math.min(Deliveries.BATCH, available);
        int each = Math.min(Deliveries.BATCH, (available + 1) / 2);
        Instant now = clock.instant();
        List<Claim> claims =
                deliveries
                        .claim(free, each, now, now.plus(LEASE), origins.limits(each, available))
                        .await()
                        .atMost(PATIENCE);
        places.acquire(claims.size());
        for (Claim claim : claims) {
            attempts.make(claim).onSuccess(writer::add);
        }
        return claims.size() == free;
    }

    private void pause() {
        try {
            bell.tryAcquire(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
