package dev.nextup.messaging.samples;

import dev.nextup.event.ticket.TicketStatus;

/** The shared transport must carry any event: this one looks inside. */
public final class RelayThatKnowsTickets {

    boolean isWorthSending(TicketStatus status) {
        return !status.isEnded();
    }
}
