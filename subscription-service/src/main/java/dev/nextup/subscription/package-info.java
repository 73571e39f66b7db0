/** Root package of this service; every feature is a package below it. */
@NullMarked
package dev.nextup.subscription;

import org.jspecify.annotations.NullMarked;
