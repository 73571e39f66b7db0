/**
 * The user agent's half of RFC 8291 and RFC 8188: reads a coded body and opens it with the keys of
 * a subscription. JDK only, written from the RFCs, on purpose not the services' code.
 */
@NullMarked
package dev.nextup.local.push.decryption;

import org.jspecify.annotations.NullMarked;
