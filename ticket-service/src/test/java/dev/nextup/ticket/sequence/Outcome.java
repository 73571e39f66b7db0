package dev.nextup.ticket.sequence;

import org.jspecify.annotations.Nullable;

/**
 * What a command should be answered.
 *
 * @param status of HTTP
 * @param code of the problem; null if there is none
 * @param ticket shown in the answer, as it is afterwards; null if there is none
 */
record Outcome(int status, @Nullable String code, @Nullable ModelTicket ticket) {

    /** Of commands on a queue that show no one ticket. */
    static final Outcome DONE = new Outcome(200, null, null);

    static final Outcome NOBODY = new Outcome(204, null, null);

    static Outcome of(ModelTicket ticket) {
        return new Outcome(200, null, ticket);
    }

    static Outcome refused(int status, String code, ModelTicket ticket) {
        return new Outcome(status, code, ticket);
    }
}
