/**
 * Encrypts a message for one browser (RFC 8291, RFC 8188) and signs for the push service (RFC
 * 8292). Plain Java: no input or output, no framework, nothing that knows of tickets.
 */
@NullMarked
package dev.nextup.dispatch.webpush.crypto;

import org.jspecify.annotations.NullMarked;
