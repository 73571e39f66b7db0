/** Commands that happen once, however often a client sends them. */
@NullMarked
package dev.nextup.ticket.idempotency;

import org.jspecify.annotations.NullMarked;
