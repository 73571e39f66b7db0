package dev.nextup.ticket.queue;

import dev.nextup.event.ticket.CounterRef;
import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.ticket.reach.ReachView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queue as staff see it.
 *
 * @param open whether one of its services takes tickets
 * @param services the queue is made of, by name
 * @param waiting in the order of the calls
 * @param called at the counters, latest call first, those being served included
 * @param held set aside by staff, by arrival
 * @param missed skipped and restorable until the day ends, by arrival
 * @param done completed so lately that {@code requeue} still takes it back, latest first
 * @param counts of everything, also of what a list leaves out beyond its first 500
 * @param currentlyServing number of the latest call
 */
public record QueueView(
        UUID id,
        String name,
        boolean open,
        List<Service> services,
        List<Entry> waiting,
        List<Entry> called,
        List<Entry> held,
        List<Entry> missed,
        List<Entry> done,
        Counts counts,
        @Nullable String currentlyServing) {

    /**
     * @param position 1 for the next to be called; null unless waiting
     * @param priority its class, 0 to 9; higher ones are called first
     * @param recallsLeft how often the call may still be repeated; null unless called, and without
     *     a limit
     * @param confirmedAt when the holder last said "I'm here"
     * @param reach what became of the newest notification to the holder; null when none was sent
     * @param restorableUntil until when a completion can be taken back; null unless completed
     */
    record Entry(
            UUID id,
            String number,
            TicketStatus status,
            UUID serviceId,
            String serviceName,
            @Nullable Integer position,
            Instant createdAt,
            @Nullable Instant calledAt,
            @Nullable CounterRef counter,
            int callCount,
            int priority,
            @Nullable Integer recallsLeft,
            @Nullable Instant confirmedAt,
            @Nullable ReachView reach,
            @Nullable Instant completedAt,
            @Nullable Instant restorableUntil,
            long version) {}

    /**
     * @param open whether it takes tickets: staff let it, and it is within its hours
     */
    record Service(UUID id, String name, boolean open) {}

    record Counts(int waiting, int called, int serving, int held, int missed) {}
}
