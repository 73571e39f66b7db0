/**
 * One notification from plan to end: a row whose states are {@link
 * dev.nextup.dispatch.delivery.DeliveryState}.
 *
 * <p>Any replica may send what is due: it claims rows by a lease ({@code FOR UPDATE SKIP LOCKED}),
 * sends many at once, and writes what came of them in batches. A replica that dies leaves leases
 * that run out; another one then repeats the attempt, under the same {@code Topic} and tag, so that
 * the person sees one notification. Two notifications of one ticket are never on the wire together,
 * so that a late older one cannot replace the newer.
 *
 * <p>A notification tells the present. Any newer event of its ticket takes away the reason to send
 * it, so it is superseded unless it is already on the wire.
 */
@NullMarked
package dev.nextup.dispatch.delivery;

import org.jspecify.annotations.NullMarked;
