/** The life of a ticket, one record per event, on {@code nextup.ticket-events.v1}. */
@NullMarked
package dev.nextup.event.ticket;

import org.jspecify.annotations.NullMarked;
