/**
 * The transactional outbox: a state change and its events commit together, and a relay carries the
 * events to Kafka exactly once and in order per key.
 *
 * <h2>The way of a record</h2>
 *
 * <ol>
 *   <li>{@link dev.nextup.messaging.outbox.Outbox#append} writes rows on the caller's own
 *       connection, inside the caller's own transaction. Nothing else is needed for the record to
 *       be safe.
 *   <li>{@link dev.nextup.messaging.outbox.Outbox#committed} wakes the relay. Forgetting it costs
 *       latency, not records: the relay polls too.
 *   <li>One {@link dev.nextup.messaging.outbox.OutboxRelay} per schema is active, by a lease row.
 *       It claims the oldest rows as a numbered batch and publishes them in one Kafka transaction
 *       that also commits the batch number as a consumer-group offset; the rows are deleted as the
 *       next batch is claimed.
 * </ol>
 *
 * <h2>Why exactly once</h2>
 *
 * <p>A crash between publishing and deleting leaves rows that may or may not be in Kafka. The next
 * leader first fences its predecessor ({@code initTransactions} under the same transactional id),
 * then reads the committed batch number: equal to the number of the last claimed batch means that
 * batch is in Kafka, and its rows are deleted unpublished; anything else means it is not, and they
 * are published again. Readers with {@code isolation.level=read_committed} therefore see every
 * record once. Should the group offset be lost (seven idle days at the broker's defaults, or a
 * Kafka restored from nothing), the relay errs on the side of publishing twice.
 *
 * <h2>What orders what</h2>
 *
 * <p>Rows are published by ascending {@code id}. Two rows of one key are in the order of their
 * changes, because a change holds its aggregate's row lock when it appends. Rows of different keys
 * may overtake each other.
 */
@NullMarked
package dev.nextup.messaging.outbox;

import org.jspecify.annotations.NullMarked;
