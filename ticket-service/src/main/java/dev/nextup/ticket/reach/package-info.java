/**
 * Whether the holder of a ticket was reached by what they were told: for staff, who see it beside
 * the ticket. Taken in from the events of notification-dispatcher.
 */
@NullMarked
package dev.nextup.ticket.reach;

import org.jspecify.annotations.NullMarked;
