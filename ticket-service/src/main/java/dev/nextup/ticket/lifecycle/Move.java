package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.http.Caller;
import dev.nextup.ticket.lifecycle.Ticket.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decided command on its way into the database.
 *
 * @param before the ticket as it is stored, its row locked
 * @param by whose command it is
 * @param news what the world is told if the decision is stored
 */
record Move(Ticket before, Decision decision, Caller by, News news) {

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
