/** Kafka as tests see it: records as other services write them, and what is really on a topic. */
@NullMarked
package dev.nextup.test.kafka;

import org.jspecify.annotations.NullMarked;
