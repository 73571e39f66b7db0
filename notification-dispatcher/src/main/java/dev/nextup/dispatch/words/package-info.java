/**
 * The words in which an organisation wants its customers to be told: taken in from the events of
 * ticket-service, and kept in memory on every replica, so that no message asks for them.
 */
@NullMarked
package dev.nextup.dispatch.words;

import org.jspecify.annotations.NullMarked;
