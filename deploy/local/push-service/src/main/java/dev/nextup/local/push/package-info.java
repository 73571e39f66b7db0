/**
 * A push service for the local run and the tests. It is test equipment: it keeps everything in
 * memory, knows no accounts and decrypts what it receives for its simulated browsers. Never run it
 * in production.
 *
 * <p>This package holds the process: its port, its health, and which feature answers a path. Each
 * feature is a package of its own that adds its routes in {@link dev.nextup.local.push.PushServer}:
 * the endpoint of RFC 8030, the simulated browsers, and the WebSocket side real browsers connect
 * to.
 */
@NullMarked
package dev.nextup.local.push;

import org.jspecify.annotations.NullMarked;
