package dev.nextup.ticket.access;

import dev.nextup.http.TooManyRequests;
import dev.nextup.problem.RejectedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Slows down guessing at claim codes. Only failures count, so that a lobby behind one address
 * claims as many tickets as it likes. Each replica counts for itself, in memory: a code has 256
 * bits, and what is to be kept away is the load of guessing.
 */
@ApplicationScoped
public class ClaimLimit {

    /** More than a crowd mistypes or scans twice; per address and minute. */
    static final int MOST_FAILURES = 30;

    private final AddressWindows failures = new AddressWindows(MOST_FAILURES);
    private final Clock clock;

    ClaimLimit(Clock clock) {
        this.clock = clock;
    }

    /**
     * @throws RejectedException 429 {@code too-many-claims} while the address has failed too often
     */
    public void check(String clientAddress) {
        failures.exhausted(clientAddress, clock.instant())
                .ifPresent(
                        rest -> {
                            throw refusal(rest);
                        });
    }

    /** Counts a code that was none. */
    public void failed(String clientAddress) {
        failures.count(clientAddress, clock.instant());
    }

    private static RejectedException refusal(Duration rest) {
        return TooManyRequests.of(
                "too-many-claims",
                "Too many codes from this address were not valid",
                "Try again after Retry-After, or ask at the desk for a new code.",
                rest);
    }
}
