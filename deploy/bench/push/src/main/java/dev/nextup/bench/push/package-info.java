/**
 * Measures what it costs to encrypt and to deliver push messages, ours and other libraries' side by
 * side. Nothing counts before it was decrypted.
 */
@NullMarked
package dev.nextup.bench.push;

import org.jspecify.annotations.NullMarked;
