/** Tickets for people who come without a device, and how a ticket comes onto one. */
@NullMarked
package dev.nextup.ticket.walkin;

import org.jspecify.annotations.NullMarked;
