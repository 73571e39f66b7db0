package dev.nextup.ticket.queue;

import org.jspecify.annotations.Nullable;

/**
 * How busy a service is right now.
 *
 * @param waiting tickets not yet called
 * @param serving tickets called or being served
 * @param openCounters counters that serve it, with a command in the last 15 minutes
 * @param secondsPerTicket at the counter: measured, else expected
 */
public record QueueLoad(int waiting, int serving, int openCounters, int secondsPerTicket) {

    public static final QueueLoad NONE = new QueueLoad(0, 0, 0, 0);

    /** Of somebody who joins now; null while no counter is open. */
    public @Nullable WaitEstimate estimatedWait() {
        return WaitEstimate.of(waiting, openCounters, secondsPerTicket);
    }
}
