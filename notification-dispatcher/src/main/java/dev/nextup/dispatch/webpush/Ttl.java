package dev.nextup.dispatch.webpush;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * For how many seconds the push service may keep a message (RFC 8030 section 5.2), 1 to {@value
 * #MAX_SECONDS}. Never 0: some services refuse it, and one keeps nothing for a phone that sleeps.
 *
 * @param seconds whole seconds
 */
public record Ttl(int seconds) {

    /** Four weeks, the shortest of the limits that push services set. */
    static final int MAX_SECONDS = 2_419_200;

    /**
     * @throws IllegalArgumentException outside 1 to {@value #MAX_SECONDS}
     */
    public Ttl {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException("a TTL is 1 to " + MAX_SECONDS + " seconds");
        }
    }

    /**
     * The time that is left, rounded down so that no message outlives its deadline, and capped at
     * the maximum. Empty when less than a second is left: the message has expired.
     */
    public static Optional<Ttl> until(Instant deadline, Instant now) {
        long left = Duration.between(now, deadline).toSeconds();
        return left < 1
                ? Optional.empty()
                : Optional.of(new Ttl((int) Math.min(left, MAX_SECONDS)));
    }

    /** The value of the {@code TTL} header. */
    public String headerValue() {
        return Integer.toString(seconds);
    }
}
