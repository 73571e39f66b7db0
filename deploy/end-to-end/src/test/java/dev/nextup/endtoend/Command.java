package dev.nextup.endtoend;

/**
 * Something a client wants done, however often it has to ask.
 *
 * @param token empty for public commands
 * @param key the Idempotency-Key; empty where the command takes none
 */
record Command(Kind kind, String path, String body, String token, String key) {

    enum Kind {
        TAKE,
        CALL,
        COMPLETE,
        SKIP,
        SERVE,
        REQUEUE,
        TRANSFER,
        DELAY,
        CANCEL,
        /** Raises the version and makes no event. */
        CONFIRM,
        SUBSCRIBE,
        ACKNOWLEDGE
    }
}
