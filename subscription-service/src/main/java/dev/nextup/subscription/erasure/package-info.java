/**
 * Privacy with a clock: what is held for a ticket goes some time after its end, from the tables and
 * from Kafka. Rows decide, not timers: what was due while nothing ran is erased when something
 * does, by any replica.
 */
@NullMarked
package dev.nextup.subscription.erasure;

import org.jspecify.annotations.NullMarked;
