/**
 * What one Web Push request is made of (RFC 8030): where it goes, how long it lives, what it
 * replaces.
 */
@NullMarked
package dev.nextup.dispatch.webpush;

import org.jspecify.annotations.NullMarked;
