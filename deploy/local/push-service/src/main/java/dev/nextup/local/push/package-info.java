/**
 * A push service for the local run and the tests. It is test equipment: it knows no accounts, keeps
 * the private keys of its simulated browsers and decrypts what it receives for them. Never run it
 * in production. {@code docs/push-service.md} is its manual.
 *
 * <p>This package holds the process: its settings, its port, its health, and which feature answers
 * a path. Each feature is a package of its own that adds its routes in {@link
 * dev.nextup.local.push.PushServer}: the endpoint of RFC 8030, the simulated browsers, and the
 * WebSocket that real ones connect to. Both kinds of browser are a {@link
 * dev.nextup.local.push.rfc8030.Receiver} per subscription.
 */
@NullMarked
package dev.nextup.local.push;

import org.jspecify.annotations.NullMarked;
