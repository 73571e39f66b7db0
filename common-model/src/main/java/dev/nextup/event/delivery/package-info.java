/** What became of the notifications, on {@code nextup.delivery-events.v1}. */
@NullMarked
package dev.nextup.event.delivery;

import org.jspecify.annotations.NullMarked;
