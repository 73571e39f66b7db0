/**
 * Traces from a request over its event to the push message that tells of it (docs/tracing.md).
 *
 * <p>Spans are made by hand, in {@link dev.nextup.tracing.RequestSpans} and where a service sends:
 * what an instrumentation adds by itself (addresses of clients, queries, endpoints, messages of
 * exceptions) may be secret here.
 */
@NullMarked
package dev.nextup.tracing;

import org.jspecify.annotations.NullMarked;
