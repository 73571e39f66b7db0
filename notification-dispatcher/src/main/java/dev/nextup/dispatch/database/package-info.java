/** How the service is connected to its database. */
@NullMarked
package dev.nextup.dispatch.database;

import org.jspecify.annotations.NullMarked;
