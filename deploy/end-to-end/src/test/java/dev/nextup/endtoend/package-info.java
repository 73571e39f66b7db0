/** The system as real processes, stopped, killed and cut off while clients use it. */
@NullMarked
package dev.nextup.endtoend;

import org.jspecify.annotations.NullMarked;
