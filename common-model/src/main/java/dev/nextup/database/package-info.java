/** What every user of the database must know about its failures. */
@NullMarked
package dev.nextup.database;

import org.jspecify.annotations.NullMarked;
