/**
 * Where a push message may go. An endpoint is user input that we send requests to: the service that
 * takes it and the service that dials it must judge it alike, or what one accepts the other never
 * delivers, or worse, the other way round.
 */
@NullMarked
package dev.nextup.endpoint;

import org.jspecify.annotations.NullMarked;
