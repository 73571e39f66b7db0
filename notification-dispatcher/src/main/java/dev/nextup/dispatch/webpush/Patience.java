package dev.nextup.dispatch.webpush;

import java.time.Duration;

/**
 * How long each phase of a request may take. Who answers may be hostile, or just broken: a person
 * waits, and so does everybody who is to be told after them.
 *
 * @param lookup until DNS has answered
 * @param connect until the connection stands
 * @param handshake until TLS stands
 * @param whole from the start to the headers of the answer
 * @param body for the rest of the answer: what counts is known by then
 */
record Patience(
        Duration lookup, Duration connect, Duration handshake, Duration whole, Duration body) {

    /**
     * Push services answer in a fraction of this. All of it together is less than the lease of a
     * claim.
     */
    static final Patience USUAL =
            new Patience(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1));
}
