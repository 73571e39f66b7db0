/** Which branches and departments a member works for, and what is refused to them elsewhere. */
@NullMarked
package dev.nextup.ticket.scope;

import org.jspecify.annotations.NullMarked;
