/** Code as it should be: shows that the rules let it pass. */
@NullMarked
package dev.nextup.test.architecture.good;

import org.jspecify.annotations.NullMarked;
