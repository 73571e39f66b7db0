/** The one shape of every refusal (RFC 9457). */
@NullMarked
package dev.nextup.problem;

import org.jspecify.annotations.NullMarked;
