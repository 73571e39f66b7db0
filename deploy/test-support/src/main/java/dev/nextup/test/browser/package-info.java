/** A real browser without a screen, for tests of what runs in browsers. */
@NullMarked
package dev.nextup.test.browser;

import org.jspecify.annotations.NullMarked;
