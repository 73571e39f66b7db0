/**
 * A command for operators: brings dead letters back to the topics they come from, once whatever
 * could not read them can. See {@link dev.nextup.messaging.replay.ReplayDeadLetters}.
 *
 * <p>A replayed record is a new one to every reader, at a new offset. What makes it harmless is
 * what makes any duplicate harmless: an event's version is not higher than the one that is known,
 * an outcome is the same. Only where each record is the whole state, on a compacted topic, would an
 * old record undo a newer one; so there a letter whose key has been written since stays where it
 * is.
 */
@NullMarked
package dev.nextup.messaging.replay;

import org.jspecify.annotations.NullMarked;
