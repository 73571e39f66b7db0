package dev.nextup.local.push.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The messages of all simulated browsers, newest kept. Two bounds: one browser may not crowd out
 * the others, and all together fit the process's heap of 64 MiB (a payload has at most 3,993
 * octets, so 4,000 of them 16 MB).
 */
final class Messages {

    /** More than a test sends to one browser. */
    static final int PER_BROWSER = 500;

    static final int IN_ALL = 4_000;

    private final Map<Long, Stored> all = new LinkedHashMap<>();
    private final Map<UUID, Deque<Long>> byBrowser = new HashMap<>();
    private long next;

    /** Keeps a message, and drops the oldest where there are too many. */
    synchronized void add(UUID browser, ReceivedMessage message) {
        Deque<Long> own = byBrowser.computeIfAbsent(browser, id -> new ArrayDeque<>());
        own.forEach(key -> all.computeIfPresent(key, (k, old) -> old.before(message)));
        own.addLast(next);
        all.put(next++, new Stored(browser, message));
        if (own.size() > PER_BROWSER) {
            all.remove(own.removeFirst());
        }
        if (all.size() > IN_ALL) {
            dropOldest();
        }
    }

    /** The browser's messages, oldest first. */
    synchronized List<ReceivedMessage> of(UUID browser) {
        List<ReceivedMessage> messages = new ArrayList<>();
        for (Long key : byBrowser.getOrDefault(browser, new ArrayDeque<>())) {
            Stored stored = all.get(key);
            if (stored != null) {
                messages.add(stored.message());
            }
        }
        return messages;
    }

    synchronized void forget(UUID browser) {
        Deque<Long> own = byBrowser.remove(browser);
        if (own != null) {
            own.forEach(all::remove);
        }
    }

    /** The oldest of all is the oldest of its browser too. */
    private void dropOldest() {
        Map.Entry<Long, Stored> oldest = all.entrySet().iterator().next();
        all.remove(oldest.getKey());
        Deque<Long> own = byBrowser.get(oldest.getValue().browser());
        if (own != null) {
            own.removeFirst();
        }
    }

    private record Stored(UUID browser, ReceivedMessage message) {

        Stored before(ReceivedMessage later) {
            return message.isReplacedBy(later) ? new Stored(browser, message.asReplaced()) : this;
        }
    }
}
