/** A real single-node Kafka (KRaft) in a JVM of its own, and the product's topics on it. */
@NullMarked
package dev.nextup.local.kafka;

import org.jspecify.annotations.NullMarked;
