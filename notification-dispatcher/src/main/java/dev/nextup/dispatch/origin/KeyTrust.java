package dev.nextup.dispatch.origin;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Tells a mistake of ours from a browser's wrong key (401, 403). It is ours when at least {@value
 * #REFUSED} subscriptions and half of all are refused within the window, and one of them was
 * accepted before with the same key. Then nothing more is sent, but for probes, until one is
 * accepted.
 */
final class KeyTrust {

    static final int REFUSED = 5;
    static final Duration WINDOW = Duration.ofMinutes(5);
    static final Duration FIRST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofMinutes(15);

    /** More than one: the one might be the person with the wrong key. */
    static final int PROBES = 3;

    private final LastAnswers answers = new LastAnswers(WINDOW);
    private final Pause pause = new Pause(FIRST, LONGEST, PROBES);
    private boolean confirmed;

    void accepted(UUID subscription, Instant now) {
        if (pause.isOn()) {
            answers.clear();
            pause.end();
        }
        confirmed = false;
        answers.note(subscription, true, now);
    }

    /**
     * @param proven whether it was accepted before, with this key
     */
    void refused(UUID subscription, boolean proven, Instant now) {
        answers.note(subscription, false, now);
        confirmed |= proven;
        boolean ours = confirmed && answers.mostlyBad(REFUSED);
        if (pause.isProbing(now) || (ours && !pause.isOn())) {
            pause.begin(now, null);
        }
    }

    boolean isLost() {
        return pause.isOn();
    }

    int allowed(Instant now, int usual) {
        return pause.allowed(now, usual);
    }
}
