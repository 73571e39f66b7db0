/**
 * A real PostgreSQL without an installation: unpacked from a jar, its data in a directory of ours,
 * on the loopback interface only, one schema and one login role per service.
 */
@NullMarked
package dev.nextup.local.postgres;

import org.jspecify.annotations.NullMarked;
