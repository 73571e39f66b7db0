package dev.nextup.ticket.queue;

/**
 * How busy a service is right now.
 *
 * @param waiting tickets not yet called
 * @param serving tickets called or being served
 * @param openCounters counters that serve it, with a command in the last 15 minutes
 */
public record QueueLoad(int waiting, int serving, int openCounters) {

    public static final QueueLoad NONE = new QueueLoad(0, 0, 0);
}
