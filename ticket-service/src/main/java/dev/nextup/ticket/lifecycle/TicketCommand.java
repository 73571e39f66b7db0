package dev.nextup.ticket.lifecycle;

import static dev.nextup.event.ticket.TicketStatus.CALLED;
import static dev.nextup.event.ticket.TicketStatus.CANCELLED;
import static dev.nextup.event.ticket.TicketStatus.COMPLETED;
import static dev.nextup.event.ticket.TicketStatus.EXPIRED;
import static dev.nextup.event.ticket.TicketStatus.HELD;
import static dev.nextup.event.ticket.TicketStatus.NO_SHOW;
import static dev.nextup.event.ticket.TicketStatus.SERVING;
import static dev.nextup.event.ticket.TicketStatus.WAITING;

import dev.nextup.event.ticket.TicketStatus;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The legal moves of a ticket, one row per command. Whatever is not here is refused. Three limits
 * stand beside the table, in {@link Ticket}: how long a completed ticket can be requeued, how often
 * a ticket can be delayed, and how often a call can be repeated.
 */
enum TicketCommand {
    CALL_NEXT(EnumSet.of(WAITING), CALLED),
    CALL(EnumSet.of(WAITING, HELD, NO_SHOW), CALLED),
    RECALL(EnumSet.of(CALLED), CALLED),
    SERVE(EnumSet.of(CALLED), SERVING),
    COMPLETE(EnumSet.of(CALLED, SERVING), COMPLETED),
    SKIP(EnumSet.of(WAITING, CALLED), NO_SHOW),
    HOLD(EnumSet.of(WAITING, CALLED), HELD),
    REQUEUE(EnumSet.of(HELD, NO_SHOW, CALLED, COMPLETED), WAITING),
    TRANSFER(EnumSet.of(WAITING, CALLED, SERVING, HELD), WAITING),
    CANCEL(EnumSet.of(WAITING, CALLED, HELD), CANCELLED),
    DELAY(EnumSet.of(WAITING), WAITING),
    /** "I'm here": changes no state. */
    CONFIRM(EnumSet.of(WAITING, CALLED, SERVING, HELD, NO_SHOW), null),
    /** Of a whole queue. */
    RESET(EnumSet.of(WAITING, CALLED, HELD), CANCELLED),
    /** By the service itself: what is under way is done, the rest has expired. */
    DAY_END(EnumSet.of(WAITING, CALLED, SERVING, HELD, NO_SHOW), EXPIRED) {
        @Override
        TicketStatus targetFrom(TicketStatus status) {
            return status == SERVING ? COMPLETED : super.targetFrom(status);
        }
    };

    private final Set<TicketStatus> from;
    private final @Nullable TicketStatus to;

    TicketCommand(Set<TicketStatus> from, @Nullable TicketStatus to) {
        this.from = from;
        this.to = to;
    }

    /** As in the address it is sent to, and in the history. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isLegalFrom(TicketStatus status) {
        return from.contains(status);
    }

    /** The states as a list of SQL literals, so that the planner sees which partial index fits. */
    String fromSql() {
        return from.stream()
                .map(status -> "'" + status.name() + "'")
                .collect(Collectors.joining(", "));
    }

    TicketStatus targetFrom(TicketStatus status) {
        return to == null ? status : to;
    }
}
