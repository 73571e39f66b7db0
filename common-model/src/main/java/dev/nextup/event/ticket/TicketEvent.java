package dev.nextup.event.ticket;

/**
 * Something that happened to a ticket. Its records lie flat on the wire: the facts and the event's
 * own fields side by side.
 *
 * <p>Keyed by ticket id, so one ticket's events are in order. A duplicate or a late one has a
 * {@code version} that is not higher than the one the reader holds, and is ignored.
 */
public sealed interface TicketEvent
        permits TicketCreated,
                TicketApproaching,
                TicketCalled,
                TicketServing,
                TicketCompleted,
                TicketMissed,
                TicketHeld,
                TicketRequeued,
                TicketDelayed,
                TicketTransferred,
                TicketCancelled,
                TicketExpired {

    /** The ticket as it is after this event. */
    TicketFacts ticket();
}
