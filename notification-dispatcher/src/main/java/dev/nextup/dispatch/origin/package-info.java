/**
 * What this replica knows of each push service: how much it may carry at once, whether it is down,
 * whether it believes us, and whether what it says of subscriptions is believable. Plain Java under
 * one lock per push service; time is passed in.
 *
 * <p>Everything is counted over distinct subscriptions, so that one person with a broken browser or
 * a wrong key stops nobody else, and each replica learns for itself.
 */
@NullMarked
package dev.nextup.dispatch.origin;

import org.jspecify.annotations.NullMarked;
