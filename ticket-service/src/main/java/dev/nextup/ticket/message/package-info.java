/** An organisation's own words for notifications, by kind and language. */
@NullMarked
package dev.nextup.ticket.message;

import org.jspecify.annotations.NullMarked;
