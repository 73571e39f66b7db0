/**
 * The inbox: what is consumed from Kafka takes effect exactly once.
 *
 * <h2>The way of a batch</h2>
 *
 * <ol>
 *   <li>Each record is parsed on its own. What cannot be read is set aside with a reason code.
 *   <li>One transaction: lock how far each partition has been consumed ({@code inbox_position});
 *       drop records before that (a redelivery); let the {@link dev.nextup.messaging.inbox.Intake}
 *       apply the rest; append what was set aside to the outbox, for the dead-letter topic; move
 *       the positions.
 *   <li>Commit, then acknowledge to Kafka: its offsets are for the eye and for a quick start, so
 *       nothing waits for them and none is asked for, which a broker that has just gone away would
 *       not answer.
 * </ol>
 *
 * <h2>Why a position and not the ids of events</h2>
 *
 * <p>A partition is read in order, so one number per partition says of every record whether it has
 * been consumed; also of null records, which have no id. The row's lock makes a consumer that lost
 * its partition and does not know it yet wait for its successor and then do nothing. Positions
 * belong to a topic's id, not to its name: a topic that was deleted and created again begins anew,
 * once the process has been restarted (it remembers ids).
 *
 * <h2>Failures</h2>
 *
 * <p>What passes (database or broker away, a deadlock) is tried again in place, without end: lag is
 * the alarm. What the database will never take (SQLSTATE classes 22 and 23) or our own code trips
 * over is found by halving the batch; that one record goes to the dead-letter topic and the others
 * are consumed. A schema that is too old is no record's fault and is waited for.
 */
@NullMarked
package dev.nextup.messaging.inbox;

import org.jspecify.annotations.NullMarked;
