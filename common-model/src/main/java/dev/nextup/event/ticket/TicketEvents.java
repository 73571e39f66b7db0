package dev.nextup.event.ticket;

import dev.nextup.event.EventTypes;

/** The type names of the ticket family. */
public final class TicketEvents {

    /** What may be on {@code nextup.ticket-events.v1}. */
    public static final EventTypes<TicketEvent> TYPES =
            EventTypes.<TicketEvent>builder()
                    .add("dev.nextup.ticket.created.v1", TicketCreated.class)
                    .add("dev.nextup.ticket.approaching.v1", TicketApproaching.class)
                    .add("dev.nextup.ticket.called.v1", TicketCalled.class)
                    .add("dev.nextup.ticket.serving.v1", TicketServing.class)
                    .add("dev.nextup.ticket.completed.v1", TicketCompleted.class)
                    .add("dev.nextup.ticket.missed.v1", TicketMissed.class)
                    .add("dev.nextup.ticket.held.v1", TicketHeld.class)
                    .add("dev.nextup.ticket.requeued.v1", TicketRequeued.class)
                    .add("dev.nextup.ticket.delayed.v1", TicketDelayed.class)
                    .add("dev.nextup.ticket.transferred.v1", TicketTransferred.class)
                    .add("dev.nextup.ticket.cancelled.v1", TicketCancelled.class)
                    .add("dev.nextup.ticket.expired.v1", TicketExpired.class)
                    .build();

    private TicketEvents() {}
}
