package dev.nextup.event.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The ticket became one of the next few: once when it crosses the threshold of its holder, once
 * more when it is next. It raises the ticket's version like every event, else readers would ignore
 * it.
 *
 * @param position 1 for the next to be called
 * @param ahead how many are called before this one: {@code position - 1}
 */
public record TicketApproaching(@JsonUnwrapped TicketFacts ticket, int position, int ahead)
        implements TicketEvent {}
