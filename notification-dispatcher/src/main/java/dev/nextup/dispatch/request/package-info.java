/**
 * A member of the staff sends one notification to the holder of a ticket, and waits for what comes
 * of it.
 */
@NullMarked
package dev.nextup.dispatch.request;

import org.jspecify.annotations.NullMarked;
