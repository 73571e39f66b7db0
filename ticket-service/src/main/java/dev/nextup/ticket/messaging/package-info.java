/** Wires the outbox of this service. */
@NullMarked
package dev.nextup.ticket.messaging;

import org.jspecify.annotations.NullMarked;
