/** The picture of an organisation: what is taken for one, kept, and handed to everybody. */
@NullMarked
package dev.nextup.ticket.logo;

import org.jspecify.annotations.NullMarked;
