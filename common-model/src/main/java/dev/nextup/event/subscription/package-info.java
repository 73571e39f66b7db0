/** The binding and the preferences of a ticket, each a full state on a compacted topic. */
@NullMarked
package dev.nextup.event.subscription;

import org.jspecify.annotations.NullMarked;
