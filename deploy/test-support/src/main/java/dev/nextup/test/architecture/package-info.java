/** The rules every module obeys, as executable checks. */
@NullMarked
package dev.nextup.test.architecture;

import org.jspecify.annotations.NullMarked;
