/** How events become record values and back. Knows no word of the domain. */
@NullMarked
package dev.nextup.messaging.kafka;

import org.jspecify.annotations.NullMarked;
