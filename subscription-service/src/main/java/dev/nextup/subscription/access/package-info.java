/** Verifies the tokens that ticket-service signs. */
@NullMarked
package dev.nextup.subscription.access;

import org.jspecify.annotations.NullMarked;
