package dev.nextup.ticket.lifecycle;

/** The ticket went to another service while its own was waited for; the transaction begins anew. */
final class TicketMovedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TicketMovedException() {
        super("the ticket was transferred meanwhile", null, false, false);
    }
}
