/**
 * Secrets of the local run, made at the first start and kept in files only their owner can read.
 */
@NullMarked
package dev.nextup.local.secret;

import org.jspecify.annotations.NullMarked;
