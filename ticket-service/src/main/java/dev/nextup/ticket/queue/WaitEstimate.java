package dev.nextup.ticket.queue;

import org.jspecify.annotations.Nullable;

/**
 * How long somebody will probably wait.
 *
 * @param lowSeconds if things go fast
 * @param highSeconds if things go slowly
 */
public record WaitEstimate(int lowSeconds, int highSeconds) {

    /** Assumed spread around the expected time, until measured service times replace it. */
    private static final double FAST = 0.6;

    private static final double SLOW = 1.5;

    /**
     * @param ahead tickets to be called before
     * @param openCounters counters working on this queue
     * @param expectedSeconds expected time per ticket
     * @return null while no counter is open: nobody can know then
     */
    public static @Nullable WaitEstimate of(int ahead, int openCounters, int expectedSeconds) {
        if (openCounters <= 0) {
            return null;
        }
        double perCounter = (double) expectedSeconds / openCounters;
        return new WaitEstimate(
                (int) Math.round(ahead * perCounter * FAST),
                (int) Math.round((ahead + 1) * perCounter * SLOW));
    }
}
