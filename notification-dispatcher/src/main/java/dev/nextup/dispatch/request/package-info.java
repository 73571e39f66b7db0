/**
 * A member of the staff sends one notification to the holder of a ticket, or the holder a test to
 * the own device, and waits for what comes of it.
 */
@NullMarked
package dev.nextup.dispatch.request;

import org.jspecify.annotations.NullMarked;
