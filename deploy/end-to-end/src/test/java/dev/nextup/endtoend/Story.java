package dev.nextup.endtoend;

import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.event.ticket.TicketEvent;
import java.util.List;

/** What happens to a ticket, version by version from 1 on. */
enum Story {
    CALLED(Happening.CREATED, Happening.CALLED),
    CALLED_TWICE(Happening.CREATED, Happening.CALLED, Happening.CALLED),
    SKIPPED(Happening.CREATED, Happening.CALLED, Happening.MISSED),
    LEFT(Happening.CREATED, Happening.LEFT),
    LEFT_WHEN_CALLED(Happening.CREATED, Happening.CALLED, Happening.LEFT),
    SENT_AWAY(Happening.CREATED, Happening.SENT_AWAY),
    SENT_AWAY_WHEN_CALLED(Happening.CREATED, Happening.CALLED, Happening.SENT_AWAY);

    private final List<Happening> happenings;

    Story(Happening... happenings) {
        this.happenings = List.of(happenings);
    }

    int lastVersion() {
        return happenings.size();
    }

    /** Whether the holder ended it, and so hears no more. */
    boolean endsInSilence() {
        return happenings.get(lastVersion() - 1) == Happening.LEFT;
    }

    TicketEvent event(InventedTicket ticket, int version) {
        return switch (happenings.get(version - 1)) {
            case CREATED -> ticket.created(version);
            case CALLED -> ticket.called(version);
            case MISSED -> ticket.missed(version);
            case LEFT -> ticket.cancelled(version, TicketCancelled.Reason.CUSTOMER);
            case SENT_AWAY -> ticket.cancelled(version, TicketCancelled.Reason.STAFF);
        };
    }

    /** The version a message tells of: of two calls the counter says which. */
    int versionToldBy(PushedMessage message) {
        return switch (message.type()) {
            case "ticket_created" -> 1;
            case "your_turn" ->
                    Integer.parseInt(message.counterName().substring("Counter ".length()));
            case "ticket_missed" -> versionOf(Happening.MISSED);
            case "ticket_cancelled" -> versionOf(Happening.SENT_AWAY);
            default -> throw new AssertionError(this + " tells no " + message.type());
        };
    }

    private int versionOf(Happening happening) {
        if (!happenings.contains(happening)) {
            throw new AssertionError(happening + " does not happen in " + this);
        }
        return happenings.indexOf(happening) + 1;
    }

    private enum Happening {
        CREATED,
        CALLED,
        MISSED,
        LEFT,
        SENT_AWAY
    }
}
