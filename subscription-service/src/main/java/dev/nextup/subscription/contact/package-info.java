/**
 * The phone number of a ticket, for the fallback channels. Optional, and the most personal thing we
 * hold: encrypted in its table, masked in answers, never on Kafka and never in a log. The one way
 * out in clear is the internal call of notification-dispatcher.
 *
 * <p>All changes hold the lock of the ticket's {@code known_ticket} row, which {@code binding}
 * takes.
 */
@NullMarked
package dev.nextup.subscription.contact;

import org.jspecify.annotations.NullMarked;
