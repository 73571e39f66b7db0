/**
 * The story of one ticket, told in a terminal against a running Nextup: {@code deploy/local/demo}.
 */
@NullMarked
package dev.nextup.local.demo;

import org.jspecify.annotations.NullMarked;
