/** How the service is connected to its database. */
@NullMarked
package dev.nextup.ticket.database;

import org.jspecify.annotations.NullMarked;
