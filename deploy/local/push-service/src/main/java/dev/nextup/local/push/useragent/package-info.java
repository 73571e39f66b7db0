/**
 * Real browsers: the protocol a stock Firefox speaks to its push service over a WebSocket, and what
 * waits for those that are away. Everything stays encrypted: only the browser has the key.
 */
@NullMarked
package dev.nextup.local.push.useragent;

import org.jspecify.annotations.NullMarked;
