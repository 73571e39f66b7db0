package dev.nextup.dispatch.intake;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What is held of the tickets of a batch, which are locked.
 *
 * @param byTicket of each
 * @param added those of which nothing was; their newest event is written already
 */
record Memories(Map<UUID, TicketMemory> byTicket, Set<UUID> added) {

    /** The plans of tickets of which something was held, and may be unsent. */
    List<TicketPlan> known(List<TicketPlan> plans) {
        return plans.stream().filter(plan -> !added.contains(plan.ticketId())).toList();
    }
}
