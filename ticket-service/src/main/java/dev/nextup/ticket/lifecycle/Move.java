package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.http.Caller;
import dev.nextup.ticket.lifecycle.Ticket.Decision;
import dev.nextup.tracing.TraceParent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One decided command on its way into the database.
 *
 * @param before the ticket as it is stored, its row locked
 * @param by whose command it is
 * @param news what the world is told if the decision is stored
 * @param request the span of the request it is made for
 */
record Move(Ticket before, Decision decision, Caller by, News news, Optional<TraceParent> request) {

    /** Made for the request that is being answered here. */
    Move(Ticket before, Decision decision, Caller by, News news) {
        this(before, decision, by, news, TraceParent.current());
    }

    /** What is to be stored. */
    Decision.Accepted accepted() {
        if (decision instanceof Decision.Accepted accepted) {
            return accepted;
        }
        throw new IllegalStateException("chosen for a move that is not legal: " + before.status());
    }

    /** Whether somebody may have come nearer. Saying "I'm here" moves nobody. */
    boolean changesLine() {
        Decision.Accepted accepted = accepted();
        boolean waitedOrWaits =
                before.status() == TicketStatus.WAITING
                        || accepted.ticket().status() == TicketStatus.WAITING;
        return waitedOrWaits && accepted.command() != TicketCommand.CONFIRM;
    }

    /** Makes the event of a change. */
    @FunctionalInterface
    interface News {

        /**
         * @param after the ticket as it is now
         * @return null when nobody needs to hear
         */
        @Nullable TicketEvent tell(TicketSnapshot after, Instant now);
    }
}
