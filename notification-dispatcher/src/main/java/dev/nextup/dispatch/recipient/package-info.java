/**
 * This service's own copy of who can be told: bindings and preferences from their compacted topics.
 * Each record is the whole state, the last one wins, a null value erases; so no other service is
 * asked when something is sent.
 */
@NullMarked
package dev.nextup.dispatch.recipient;

import org.jspecify.annotations.NullMarked;
