package dev.nextup.local.demo;

import dev.nextup.local.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks again and again until something is there; tells when that takes long, gives up in time. */
final class Waiting {

    /** Effects in another service appear within 2 s under normal load; a busy machine is slower. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    /** Short beside the delivery it waits for, so that a step's time means something. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final Pace pace;

    Waiting(Terminal terminal, Pace pace) {
        this.terminal = terminal;
        this.pace = pace;
    }

    /**
     * Returns what {@code look} finds first.
     *
     * @param shortfall says at the end of the bound what there was instead
     * @throws StoryFailure if the bound has passed
     */
    <T> T until(String what, Supplier<Optional<T>> look, Supplier<String> shortfall) {
        Instant begin = pace.now();
        Duration nextLine = BETWEEN_LINES;
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            Duration waited = Duration.between(begin, pace.now());
            if (waited.compareTo(BOUND) >= 0) {
                throw new StoryFailure(
                        "waited %d s in vain; %s".formatted(BOUND.toSeconds(), shortfall.get()));
            }
            if (waited.compareTo(nextLine) >= 0) {
                terminal.line("  .. waiting for %s (%s)".formatted(what, Terminal.seconds(waited)));
                nextLine = nextLine.plus(BETWEEN_LINES);
            }
            pace.pause(BETWEEN_LOOKS);
        }
    }
}
