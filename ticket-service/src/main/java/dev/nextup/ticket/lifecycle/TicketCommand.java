package dev.nextup.ticket.lifecycle;

import static dev.nextup.event.ticket.TicketStatus.CALLED;
import static dev.nextup.event.ticket.TicketStatus.COMPLETED;
import static dev.nextup.event.ticket.TicketStatus.NO_SHOW;
import static dev.nextup.event.ticket.TicketStatus.SERVING;
import static dev.nextup.event.ticket.TicketStatus.WAITING;

import dev.nextup.event.ticket.TicketStatus;
import java.util.EnumSet;
import java.util.Set;

/** The legal moves of a ticket, one row per command. Whatever is not here is refused. */
enum TicketCommand {
    CALL_NEXT(EnumSet.of(WAITING), CALLED),
    COMPLETE(EnumSet.of(CALLED, SERVING), COMPLETED),
    SKIP(EnumSet.of(WAITING, CALLED), NO_SHOW);

    private final Set<TicketStatus> from;
    private final TicketStatus to;

    TicketCommand(Set<TicketStatus> from, TicketStatus to) {
        this.from = from;
        this.to = to;
    }

    boolean isLegalFrom(TicketStatus status) {
        return from.contains(status);
    }

    TicketStatus target() {
        return to;
    }
}
