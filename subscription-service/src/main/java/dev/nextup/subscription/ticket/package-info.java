/**
 * Takes in the events of tickets, of which this service needs one thing: whether the ticket has
 * ended. {@code binding} then refuses to subscribe.
 *
 * <p>Keyed by ticket id, so one ticket's events come in order; a version that is not higher than
 * the one held changes nothing. What is held for an ended ticket stays as it is: the notice that it
 * was cancelled is still on its way, and notification-dispatcher sends to nobody whose subscription
 * is inactive. Deactivation and erasure come some time after the end (planned, by {@code
 * NEXTUP_RETENTION_AFTER_END}).
 */
@NullMarked
package dev.nextup.subscription.ticket;

import org.jspecify.annotations.NullMarked;
