/** Deliberately bad code: shows that the rules can fail. */
@NullMarked
package dev.nextup.event.samples;

import org.jspecify.annotations.NullMarked;
