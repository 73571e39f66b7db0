/** The order in which tickets are called, and the calls. */
@NullMarked
package dev.nextup.ticket.queue;

import org.jspecify.annotations.NullMarked;
