/** The local run: everything Nextup needs on one machine, started, watched and stopped in order. */
@NullMarked
package dev.nextup.local;

import org.jspecify.annotations.NullMarked;
