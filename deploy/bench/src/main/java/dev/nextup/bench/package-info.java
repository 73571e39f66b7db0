/** Measures ticket-service from outside: few threads, plain sockets, nothing but the JDK. */
@NullMarked
package dev.nextup.bench;

import org.jspecify.annotations.NullMarked;
