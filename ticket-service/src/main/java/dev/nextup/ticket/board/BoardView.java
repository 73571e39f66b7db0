package dev.nextup.ticket.board;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What everybody in the hall may see of a queue: no ticket's id, nobody's name.
 *
 * @param serving called or being served, latest call first; at most 50
 * @param recent the last six calls that are over, latest first, of the last twelve hours
 * @param waiting how many wait
 */
record BoardView(List<Call> serving, List<Call> recent, int waiting) {

    /**
     * One call. A recall is a later call of the same number.
     *
     * @param counter its name; null if called without one, and once a missed ticket left it
     */
    record Call(String number, @Nullable String counter, Instant calledAt) {}
}
