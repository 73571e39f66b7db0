package dev.nextup.dispatch.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Writes results in batches, on a thread of its own: while one batch is written the next gathers.
 * While the database is away it tries again without end; the results wait in memory, and since they
 * keep their places with the worker, nothing more is sent meanwhile.
 */
final class ResultWriter {

    private static final Logger LOG = Logger.getLogger(ResultWriter.class);

    /** As measured for batched inserts: more gains nothing. */
    private static final int BATCH = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofMillis(250);

    private final Results results;
    private final Consumer<Integer> written;
    private final BlockingQueue<AttemptResult> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "nextup-delivery-results");
    private volatile boolean stopping;

    /**
     * @param written called after each commit with the number of results
     */
    ResultWriter(Results results, Consumer<Integer> written) {
        this.results = results;
        this.written = written;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Never blocks. */
    void add(AttemptResult result) {
        queue.add(result);
    }

    /** Writes what is there, then ends; gives up after {@code patience}. */
    void stop(Duration patience) throws InterruptedException {
        stopping = true;
        thread.join(patience.toMillis());
        thread.interrupt();
    }

    private void run() {
        List<AttemptResult> batch = new ArrayList<>();
        try {
            while (!stopping || !queue.isEmpty()) {
                AttemptResult first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    store(batch);
                    written.accept(batch.size());
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            LOG.warnf("%d results were not written: their leases run out", batch.size());
        }
    }

    private void store(List<AttemptResult> batch) throws InterruptedException {
        while (true) {
            try {
                results.store(List.copyOf(batch)).await().atMost(PATIENCE);
                return;
            } catch (RuntimeException e) {
                LOG.warnf("results are written again later: %s", e.getClass().getSimpleName());
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                synchronized (this) {
                    wait(RETRY_PAUSE.toMillis());
                }
            }
        }
    }
}
