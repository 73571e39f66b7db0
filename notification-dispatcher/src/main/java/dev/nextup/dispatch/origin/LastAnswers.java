package dev.nextup.dispatch.origin;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The last answer about each subscription within a window: a yes or a no. */
final class LastAnswers {

    /** Enough for a share; the oldest make room. */
    static final int MOST = 1_000;

    private final Duration window;
    private final Map<UUID, Answer> answers = new LinkedHashMap<>();
    private int bad;

    LastAnswers(Duration window) {
        this.window = window;
    }

    void note(UUID subscription, boolean good, Instant now) {
        forget(subscription);
        answers.put(subscription, new Answer(now, good));
        bad += good ? 0 : 1;
        Iterator<Map.Entry<UUID, Answer>> oldest = answers.entrySet().iterator();
        while (oldest.hasNext()) {
            Answer answer = oldest.next().getValue();
            if (answers.size() <= MOST && answer.at().plus(window).isAfter(now)) {
                return;
            }
            bad -= answer.good() ? 0 : 1;
            oldest.remove();
        }
    }

    /** Whether at least {@code least} of them are bad, and at least half of all. */
    boolean mostlyBad(int least) {
        return bad >= least && 2 * bad >= answers.size();
    }

    void clear() {
        answers.clear();
        bad = 0;
    }

    private void forget(UUID subscription) {
        Answer before = answers.remove(subscription);
        if (before != null && !before.good()) {
            bad--;
        }
    }

    private record Answer(Instant at, boolean good) {}
}
