/**
 * The HTTP edge every service has in common: what is refused before it reaches a resource, how a
 * refusal looks, and who is asking.
 *
 * <p>Order of checks: path and size ({@link dev.nextup.http.EdgeFilter}) → token → JSON syntax,
 * types, missing fields → role and ownership → state → meaning.
 */
@NullMarked
package dev.nextup.http;

import org.jspecify.annotations.NullMarked;
