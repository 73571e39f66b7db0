/** What outlives a restart: a file of JSON lines per feature. */
@NullMarked
package dev.nextup.local.push.journal;

import org.jspecify.annotations.NullMarked;
