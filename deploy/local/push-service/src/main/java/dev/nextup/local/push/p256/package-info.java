/**
 * The one elliptic curve of Web Push, with the JDK's own means. Nothing here is shared with the
 * services: this is the other implementation, the one that checks theirs.
 */
@NullMarked
package dev.nextup.local.push.p256;

import org.jspecify.annotations.NullMarked;
