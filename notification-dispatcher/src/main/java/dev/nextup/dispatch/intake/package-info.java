/**
 * Takes in the events of tickets and plans what their holders are told.
 *
 * <p>Keyed by ticket id, so one ticket's events come in order; a version that is not higher than
 * the one held changes nothing. The lock of the {@code known_ticket} row orders the plan against
 * the binding: a notification that is planned before its browser is known waits, and the binding
 * wakes it.
 */
@NullMarked
package dev.nextup.dispatch.intake;

import org.jspecify.annotations.NullMarked;
