/**
 * Test equipment: a real PostgreSQL and a real Kafka for every test JVM, the services as real
 * processes, and the rules every module obeys.
 */
@NullMarked
package dev.nextup.test;

import org.jspecify.annotations.NullMarked;
