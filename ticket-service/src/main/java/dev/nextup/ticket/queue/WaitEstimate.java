package dev.nextup.ticket.queue;

import org.jspecify.annotations.Nullable;

/**
 * How long somebody will probably wait.
 *
 * @param lowSeconds if things go fast
 * @param highSeconds if things go slowly
 */
public record WaitEstimate(int lowSeconds, int highSeconds) {

    /**
     * Assumed spread around the time per ticket: half of all tickets take longer than its median.
     */
    private static final double FAST = 0.6;

    private static final double SLOW = 1.5;

    /**
     * @param ahead tickets to be called before
     * @param openCounters counters working on this queue
     * @param secondsPerTicket at a counter
     * @return null while no counter is open: nobody can know then
     */
    public static @Nullable WaitEstimate of(int ahead, int openCounters, int secondsPerTicket) {
        if (openCounters <= 0) {
            return null;
        }
        double perCounter = (double) secondsPerTicket / openCounters;
        return new WaitEstimate(
                (int) Math.round(ahead * perCounter * FAST),
                (int) Math.round((ahead + 1) * perCounter * SLOW));
    }
}
