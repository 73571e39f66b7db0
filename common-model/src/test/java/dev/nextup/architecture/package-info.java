/** What common-model may not become. */
@NullMarked
package dev.nextup.architecture;

import org.jspecify.annotations.NullMarked;
