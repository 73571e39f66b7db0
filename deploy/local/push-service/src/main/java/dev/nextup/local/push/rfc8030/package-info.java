/**
 * The push resource: {@code POST /push/{token}}, strict. It knows which tokens exist and hands a
 * message that passed to the {@link dev.nextup.local.push.rfc8030.Receiver} behind the token. What
 * a receiver is, a simulated browser or a real one on a WebSocket, it does not know.
 */
@NullMarked
package dev.nextup.local.push.rfc8030;

import org.jspecify.annotations.NullMarked;
