package dev.nextup.dispatch.origin;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stops sending to a push service that is down or asks to slow down: after {@value #FAILURES} such
 * answers, or none, in a row, of {@value #SUBSCRIPTIONS} subscriptions or more. Any answer that is
 * about the message and not about the service closes it again.
 */
final class Breaker {

    static final int FAILURES = 10;

    /** One person's endpoint is not the push service. */
    static final int SUBSCRIPTIONS = 3;

    static final Duration FIRST = Duration.ofSeconds(1);

    /** People wait, and a probe costs little. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final Set<UUID> failing = new HashSet<>();
    private final Pause pause = new Pause(FIRST, LONGEST, 1);
    private int failures;

    void succeeded() {
        failures = 0;
        failing.clear();
        pause.end();
    }

    /**
     * @param asked its {@code Retry-After}
     */
    void failed(UUID subscription, Instant now, @Nullable Duration asked) {
        failures++;
        if (failing.size() < SUBSCRIPTIONS) {
            failing.add(subscription);
        }
        boolean down = failures >= FAILURES && failing.size() >= SUBSCRIPTIONS;
        // What was on the wire when the pause began says nothing new.
        if (pause.isProbing(now) || (down && !pause.isOn())) {
            pause.begin(now, asked);
        }
    }

    boolean isOpen() {
        return pause.isOn();
    }

    int allowed(Instant now, int usual) {
        return pause.allowed(now, usual);
    }
}
