/** The ticket service: organisations, queues and tickets. */
@NullMarked
package dev.nextup.ticket;

import org.jspecify.annotations.NullMarked;
