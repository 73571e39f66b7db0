/** How every service is connected to its database, and what it must know about its failures. */
@NullMarked
package dev.nextup.database;

import org.jspecify.annotations.NullMarked;
