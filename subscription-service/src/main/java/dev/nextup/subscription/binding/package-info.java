/**
 * What a ticket's holder decides about notifications: the push subscription of one browser, and the
 * preferences.
 *
 * <p>A ticket has one subscription at most. All changes of a ticket hold the lock of its {@code
 * known_ticket} row, which orders them and their events. A repeat changes nothing and says nothing.
 */
@NullMarked
package dev.nextup.subscription.binding;

import org.jspecify.annotations.NullMarked;
