package dev.nextup.messaging.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A coalescing alarm clock: any number of rings while its owner is busy wake it once. */
final class WakeUp {

    private final Semaphore rung = new Semaphore(0);

    /** Never blocks; safe from event loops. */
    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /**
     * @return true when rung, false when the time passed
     */
    boolean await(Duration atMost) throws InterruptedException {
        boolean woken = rung.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        rung.drainPermits();
        return woken;
    }
}
