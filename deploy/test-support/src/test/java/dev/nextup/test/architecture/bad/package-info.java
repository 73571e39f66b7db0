/** Deliberately bad code: shows that the rules can fail. */
@NullMarked
package dev.nextup.test.architecture.bad;

import org.jspecify.annotations.NullMarked;
