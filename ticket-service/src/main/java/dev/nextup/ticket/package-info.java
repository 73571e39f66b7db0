/** The ticket service; every feature is a package below this one. */
@NullMarked
package dev.nextup.ticket;

import org.jspecify.annotations.NullMarked;
