package dev.nextup.local.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** What time it is, and how to let some pass. A test's pace lets none pass for real. */
interface Pace {

    Instant now();

    void pause(Duration duration);

    /**
     * Agrees with {@code clock} at first and then runs evenly: a wall clock that is set meanwhile
     * would make a step take hours, or less than no time.
     */
    static Pace steady(Clock clock) {
        Instant begin = clock.instant();
        long nanosAtBegin = System.nanoTime();
        return new Pace() {
            @Override
            public Instant now() {
                return begin.plusNanos(System.nanoTime() - nanosAtBegin);
            }

            @Override
            public void pause(Duration duration) {
                // May return early: whoever waits looks again anyway.
                LockSupport.parkNanos(duration.toNanos());
            }
        };
    }
}
