/**
 * What screens show while they are open: the public board, and streams of it, of queues and of
 * tickets.
 */
@NullMarked
package dev.nextup.ticket.board;

import org.jspecify.annotations.NullMarked;
