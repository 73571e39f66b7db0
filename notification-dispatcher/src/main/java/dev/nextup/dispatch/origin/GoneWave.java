package dev.nextup.dispatch.origin;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Doubts a push service that says of at least {@value #GONE} subscriptions, and of half of all,
 * that they have ended (404, 410): a mistake, theirs or ours, would cost every customer their
 * notifications, and nothing brings a subscription back. While it is doubted, its word counts only
 * if it says so again.
 */
final class GoneWave {

    static final int GONE = 10;
    static final Duration WINDOW = Duration.ofMinutes(10);

    /** Until it is asked again. */
    static final Duration RECONSIDERATION = Duration.ofSeconds(20);

    private final LastAnswers answers = new LastAnswers(WINDOW);

    void gone(UUID subscription, Instant now) {
        answers.note(subscription, false, now);
    }

    void alive(UUID subscription, Instant now) {
        answers.note(subscription, true, now);
    }

    boolean isDoubtful() {
        return answers.mostlyBad(GONE);
    }
}
