/**
 * The life of one ticket: its states, the legal moves between them, and what each move tells the
 * world.
 */
@NullMarked
package dev.nextup.ticket.lifecycle;

import org.jspecify.annotations.NullMarked;
