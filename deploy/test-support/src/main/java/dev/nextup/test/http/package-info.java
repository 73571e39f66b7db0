/** HTTP as only a test speaks it. */
@NullMarked
package dev.nextup.test.http;

import org.jspecify.annotations.NullMarked;
