package dev.nextup.ticket.sequence;

import static dev.nextup.event.ticket.TicketStatus.CALLED;
import static dev.nextup.event.ticket.TicketStatus.CANCELLED;
import static dev.nextup.event.ticket.TicketStatus.COMPLETED;
import static dev.nextup.event.ticket.TicketStatus.HELD;
import static dev.nextup.event.ticket.TicketStatus.NO_SHOW;
import static dev.nextup.event.ticket.TicketStatus.SERVING;
import static dev.nextup.event.ticket.TicketStatus.WAITING;

import dev.nextup.event.ticket.TicketStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people ask for. The legal moves are written down from the contract, not taken from the code
 * under test.
 */
enum Action {
    TAKE,
    /** By staff, of a priority class. */
    WALK_IN,
    OPEN,
    CLOSE,
    RESET,
    CALL_NEXT,
    CALL_NEXT_OF_DEPARTMENT,
    CALL_NEXT_TO_COUNTER,
    CALL("called", CALLED, WAITING, HELD, NO_SHOW),
    RECALL("called", CALLED, CALLED),
    SERVE("serving", SERVING, CALLED),
    COMPLETE("completed", COMPLETED, CALLED, SERVING),
    SKIP("missed", NO_SHOW, WAITING, CALLED),
    HOLD("held", HELD, WAITING, CALLED),
    REQUEUE_FIRST("requeued", WAITING, HELD, NO_SHOW, CALLED, COMPLETED),
    REQUEUE_LAST("requeued", WAITING, HELD, NO_SHOW, CALLED, COMPLETED),
    TRANSFER("transferred", WAITING, WAITING, CALLED, SERVING, HELD),
    CANCEL("cancelled", CANCELLED, WAITING, CALLED, HELD),
    LEAVE("cancelled", CANCELLED, WAITING, CALLED, HELD),
    DELAY("delayed", WAITING, WAITING),
    /** Changes no state and makes no event. */
    CONFIRM(null, null, WAITING, CALLED, SERVING, HELD, NO_SHOW);

    final @Nullable String event;
    final @Nullable TicketStatus to;
    final Set<TicketStatus> from;

    Action() {
        this(null, null);
    }

    Action(@Nullable String event, @Nullable TicketStatus to, TicketStatus... from) {
        this.event = event;
        this.to = to;
        this.from = Set.of(from);
    }

    boolean isOnOneTicket() {
        return !from.isEmpty();
    }
}
