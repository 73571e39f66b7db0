/** Verifies the tokens that ticket-service signs. */
@NullMarked
package dev.nextup.dispatch.access;

import org.jspecify.annotations.NullMarked;
