package dev.nextup.dispatch.intake;

/**
 * What is held of a ticket when events of it arrive.
 *
 * @param version of the last event taken in, 0 if none was
 * @param pushDenied the holder wants no push
 * @param reachable there is a browser to send to
 */
record TicketMemory(long version, boolean pushDenied, boolean reachable) {

    /** Of a ticket that is heard of for the first time. */
    static final TicketMemory NONE = new TicketMemory(0, false, false);
}
