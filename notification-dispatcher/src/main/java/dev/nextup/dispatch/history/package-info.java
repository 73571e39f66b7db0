/** What became of the notifications, for staff. */
@NullMarked
package dev.nextup.dispatch.history;

import org.jspecify.annotations.NullMarked;
