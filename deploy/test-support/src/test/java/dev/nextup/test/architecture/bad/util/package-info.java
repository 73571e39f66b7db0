/** Deliberately bad code: shows that the rules can fail. */
@NullMarked
package dev.nextup.test.architecture.bad.util;

import org.jspecify.annotations.NullMarked;
