package dev.nextup.ticket.board;

import java.util.UUID;

/**
 * What is read again at once, for all streams that show it.
 *
 * @param id the queue's; of tickets, their department's, whose counters and calls they all depend
 *     on
 */
record LiveKey(Kind kind, UUID id, UUID organizationId) {

    /** What a stream shows. */
    enum Kind {
        BOARD("board"),
        QUEUE("queue"),
        TICKET("ticket");

        private final String tag;

        Kind(String tag) {
            this.tag = tag;
        }

        /** For metrics. */
        String tag() {
            return tag;
        }
    }
}
