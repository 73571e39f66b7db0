/** Commands that would wait for the same lock share a transaction. */
@NullMarked
package dev.nextup.ticket.group;

import org.jspecify.annotations.NullMarked;
