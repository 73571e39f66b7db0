package dev.nextup.ticket.sequence;

import java.util.Random;

/**
 * One command. It means something in any sequence: {@code ticket} is an index modulo the number of
 * tickets there are.
 *
 * @param service 0 or 1
 * @param counter 0 or 1, or -1 for none
 * @param places to let pass; also too few and too many
 * @param stale whether the client decides on an older version than the present one
 */
record Step(Action action, int ticket, int service, int counter, int places, boolean stale) {

    static final int SERVICES = 2;
    static final int COUNTERS = 2;

    private static final Action[] ACTIONS = Action.values();

    private static final int CLASSES = 3;

    /**
     * One in five takes a ticket, and what empties or closes a queue is rarer than the rest, so
     * that there is always somebody to call.
     */
    static Step random(Random random) {
        Action any = ACTIONS[random.nextInt(ACTIONS.length)];
        boolean rare = any == Action.RESET || any == Action.CLOSE;
        boolean take = random.nextInt(5) == 0 || (rare && random.nextInt(3) > 0);
        return new Step(
                take ? Action.TAKE : any,
                random.nextInt(1_000),
                random.nextInt(SERVICES),
                random.nextInt(COUNTERS + 1) - 1,
                random.nextInt(12),
                random.nextInt(12) == 0);
    }

    /** Priority class of a walk-in. */
    int priority() {
        return places % CLASSES;
    }
}
