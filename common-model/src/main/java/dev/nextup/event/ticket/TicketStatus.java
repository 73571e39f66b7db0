package dev.nextup.event.ticket;

/** Where a ticket is in its life, after the event that carries it. */
public enum TicketStatus {
    WAITING,
    CALLED,
    SERVING,
    COMPLETED,
    NO_SHOW,
    CANCELLED,
    HELD,
    EXPIRED;

    /** No event but erasure follows: completed (an undo aside), cancelled, expired. */
    public boolean isEnded() {
        return this == COMPLETED || this == CANCELLED || this == EXPIRED;
    }
}
