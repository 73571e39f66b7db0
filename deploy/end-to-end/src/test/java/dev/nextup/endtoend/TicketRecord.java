package dev.nextup.endtoend;

import dev.nextup.event.ticket.TicketEvent;

/**
 * One record of the ticket topic, decoded.
 *
 * @param id the CloudEvent's
 * @param receivedAt when this reader got it, on the clock of {@link System#nanoTime}
 */
record TicketRecord(
        Change change, String id, TicketEvent event, int partition, long offset, long receivedAt) {}
