package dev.nextup.dispatch.origin;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A time in which nothing is sent, then a few probes; each pause in a row is twice as long. */
final class Pause {

    private final Duration first;
    private final Duration longest;
    private final int probes;
    private @Nullable Instant until;
    private Duration next;

    Pause(Duration first, Duration longest, int probes) {
        this.first = first;
        this.longest = longest;
        this.probes = probes;
        next = first;
    }

    boolean isOn() {
        return until != null;
    }

    /** Whether the time is up and probes are out, or may go out. */
    boolean isProbing(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /**
     * @param asked what the push service wants, if that is longer
     */
    void begin(Instant now, @Nullable Duration asked) {
        Duration pause = asked != null && asked.compareTo(next) > 0 ? asked : next;
        until = now.plus(pause.compareTo(longest) > 0 ? longest : pause);
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(longest) > 0 ? longest : twice;
    }

    void end() {
        until = null;
        next = first;
    }

    /** How many may be on the wire together, of those that could be. */
    int allowed(Instant now, int usual) {
        if (until == null) {
            return usual;
        }
        return now.isBefore(until) ? 0 : Math.min(probes, usual);
    }
}
