package dev.nextup.ticket.queue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one service day. Of tickets that are in this queue now: a transferred one counts
 * where it went. What nobody can know yet is null, not 0.
 *
 * @param date the service day, which begins and ends at the branch's own hour
 * @param taken all tickets of the day
 * @param noShows missed and not brought back, also when the day is over
 * @param expired still waiting, called or held when the day ended
 * @param waitTime from the ticket to its first call
 * @param serviceTime from the customer's coming (or the call, if nobody said so) to the end
 * @param longestWaitSeconds of those who wait now
 * @param openCounters of the department, now
 * @param reach how many of the holders were reached by what they were told
 * @param hours every hour of the day
 */
record QueueStatsView(
        UUID id,
        String name,
        LocalDate date,
        int taken,
        int waiting,
        int called,
        int serving,
        int held,
        int served,
        int noShows,
        int cancelled,
        int expired,
        @Nullable Seconds waitTime,
        @Nullable Seconds serviceTime,
        @Nullable Integer longestWaitSeconds,
        int openCounters,
        Reach reach,
        List<Hour> hours) {

    /**
     * @param p90Seconds nine of ten took no longer
     */
    record Seconds(int medianSeconds, int p90Seconds) {}

    /**
     * @param notified tickets whose holder was to be told something
     * @param reached of these, whose device has shown at least one notification
     * @param failed of these, whose newest notification no channel brought
     * @param share reached of notified, 0 to 1; null when nobody was to be told anything
     */
    record Reach(int notified, int reached, int failed, @Nullable Double share) {}

    /**
     * @param from when the hour begins
     */
    record Hour(Instant from, int taken, int called, int served) {}
}
