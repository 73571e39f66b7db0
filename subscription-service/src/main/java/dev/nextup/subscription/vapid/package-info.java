/** The application server keys (RFC 8292) browsers subscribe with. */
@NullMarked
package dev.nextup.subscription.vapid;

import org.jspecify.annotations.NullMarked;
