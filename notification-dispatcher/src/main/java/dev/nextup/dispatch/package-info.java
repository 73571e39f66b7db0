/** Root package of this service; every feature is a package below it. */
@NullMarked
package dev.nextup.dispatch;

import org.jspecify.annotations.NullMarked;
