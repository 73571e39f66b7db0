package dev.nextup.dispatch.intake;

import dev.nextup.dispatch.message.Content;
import dev.nextup.dispatch.message.TicketPlace;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.event.ticket.CounterRef;
import dev.nextup.event.ticket.TicketApproaching;
import dev.nextup.event.ticket.TicketCalled;
import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.event.ticket.TicketCreated;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketMissed;
import dev.nextup.event.ticket.TicketRequeued;
import dev.nextup.event.ticket.TicketTransferred;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an event has to say to the ticket's holder. */
record Notice(NotificationType type, Content content) {

    /**
     * Empty for what the holder did, sees happen, or is told otherwise: served, completed, held,
     * delayed, expired, cancelled by the holder.
     */
    static Optional<Notice> of(TicketEvent event, Instant at) {
        Content content = Content.of(TicketPlace.of(event.ticket()), at);
        if (event instanceof TicketCreated created) {
            return notice(
                    NotificationType.TICKET_CREATED, content.withPosition(created.position()));
        }
        if (event instanceof TicketApproaching approaching) {
            return notice(
                    NotificationType.ALMOST_YOUR_TURN,
                    content.withPosition(approaching.position()));
        }
        if (event instanceof TicketCalled called) {
            return notice(
                    NotificationType.YOUR_TURN, content.withCounter(counter(called.counter())));
        }
        if (event instanceof TicketRequeued requeued) {
            return notice(
                    NotificationType.TICKET_REQUEUED, content.withPosition(requeued.position()));
        }
        if (event instanceof TicketTransferred transferred) {
            return notice(
                    NotificationType.TICKET_TRANSFERRED,
                    content.withPosition(transferred.position()));
        }
        return event instanceof TicketMissed
                ? notice(NotificationType.TICKET_MISSED, content)
                : cancellation(event, content);
    }

    /**
     * This notice when it takes the place of another that nobody heard: that the ticket was moved
     * is still said when at the same moment it became one of the next. What else comes later makes
     * the move unimportant.
     */
    Notice after(@Nullable NotificationType unheard) {
        return type == NotificationType.ALMOST_YOUR_TURN && unheard != null && isMove(unheard)
                ? new Notice(type, content.withUnheard(unheard))
                : this;
    }

    /** What the holder does not know yet if this is not sent; {@code null} for nothing lasting. */
    @Nullable NotificationType leavesUnheard() {
        return isMove(type) ? type : content.unheard();
    }

    private static boolean isMove(NotificationType type) {
        return type == NotificationType.TICKET_TRANSFERRED
                || type == NotificationType.TICKET_REQUEUED;
    }

    private static Optional<Notice> cancellation(TicketEvent event, Content content) {
        if (!(event instanceof TicketCancelled cancelled)) {
            return Optional.empty();
        }
        return switch (cancelled.reason()) {
            case CUSTOMER -> Optional.empty();
            case STAFF -> notice(NotificationType.TICKET_CANCELLED, content);
            case QUEUE_RESET -> notice(NotificationType.QUEUE_RESET, content);
        };
    }

    private static Optional<Notice> notice(NotificationType type, Content content) {
        return Optional.of(new Notice(type, content));
    }

    private static Content.@Nullable Counter counter(@Nullable CounterRef counter) {
        return counter == null ? null : new Content.Counter(counter.id(), counter.name());
    }
}
