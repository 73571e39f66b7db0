package dev.nextup.messaging.replay;

import java.util.Set;

/**
 * Which dead letters, and how.
 *
 * @param reasons none for all; with some, the next replay begins where this one began
 * @param again also those that an earlier replay has dealt with
 * @param dryRun only count
 */
record Selection(Set<String> reasons, boolean again, boolean dryRun) {

    boolean asksFor(DeadLetter letter) {
        return reasons.isEmpty() || reasons.contains(letter.reason());
    }

    /** Whether what was looked at has been dealt with. */
    boolean movesOn() {
        return reasons.isEmpty() && !dryRun;
    }
}
