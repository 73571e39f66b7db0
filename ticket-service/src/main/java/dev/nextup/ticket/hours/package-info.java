/** When a service takes tickets: by weekday, with exceptions, in the local time of its branch. */
@NullMarked
package dev.nextup.ticket.hours;

import org.jspecify.annotations.NullMarked;
