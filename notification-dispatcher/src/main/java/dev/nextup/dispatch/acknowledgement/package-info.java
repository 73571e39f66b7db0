/**
 * What the device says it did with a notification: shown, clicked, dismissed. Proven by a token
 * that came with the message and says nothing about who sends it.
 */
@NullMarked
package dev.nextup.dispatch.acknowledgement;

import org.jspecify.annotations.NullMarked;
