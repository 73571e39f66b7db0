package dev.nextup.ticket.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts events per client address in windows of one minute, each opened by its first event.
 * Windows are kept in the order they were opened, hence also in the order they end: what has ended
 * is at the front. Thread-safe, in memory, and never more than {@link #MOST_ADDRESSES} entries.
 */
final class AddressWindows {

    static final Duration WINDOW = Duration.ofMinutes(1);

    /** Some 10 MB. Beyond it the window that would end first is forgotten. */
    static final int MOST_ADDRESSES = 100_000;

    private final int most;
    private final Map<String, Window> open = new LinkedHashMap<>();

    /**
     * @param most events per address and window
     */
    AddressWindows(int most) {
        this.most = most;
    }

    /** Counts one event; if it is one too many, says how long the window still lasts. */
    synchronized Optional<Duration> count(String address, Instant now) {
        forgetEnded(now);
        Window window = open.computeIfAbsent(address, a -> new Window(now.plus(WINDOW)));
        window.events++;
        return window.events <= most
                ? Optional.empty()
                : Optional.of(Duration.between(now, window.end));
    }

    /** Whether the next event would be one too many; if so, how long the window still lasts. */
    synchronized Optional<Duration> exhausted(String address, Instant now) {
        forgetEnded(now);
        return Optional.ofNullable(open.get(address))
                .filter(window -> window.events >= most)
                .map(window -> Duration.between(now, window.end));
    }

    synchronized int size() {
        return open.size();
    }

    private void forgetEnded(Instant now) {
        Iterator<Window> oldest = open.values().iterator();
        while (oldest.hasNext()) {
            boolean ended = !now.isBefore(oldest.next().end);
            if (!ended && open.size() < MOST_ADDRESSES) {
                return;
            }
            oldest.remove();
        }
    }

    private static final class Window {
        private final Instant end;
        private int events;

        private Window(Instant end) {
            this.end = end;
        }
    }
}
