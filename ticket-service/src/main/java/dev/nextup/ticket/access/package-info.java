/** Who may do what: staff login, the keys that sign every token, and the tokens themselves. */
@NullMarked
package dev.nextup.ticket.access;

import org.jspecify.annotations.NullMarked;
