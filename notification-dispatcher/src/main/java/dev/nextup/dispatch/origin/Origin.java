package dev.nextup.dispatch.origin;

import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Gone;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** One push service. Safe for many threads. */
final class Origin {

    /**
     * Messages on the wire together: as many as the streams of our connections to it, so that
     * nothing waits for a connection while its lease and its patience run.
     */
    static final int PLACES = 200;

    /** The code under which an attempt is remembered whose answer was doubted. */
    static final String DOUBTED = "gone-doubted";

    private static final Set<Integer> KEY_REFUSED = Set.of(401, 403);

    private final Breaker breaker = new Breaker();
    private final KeyTrust trust = new KeyTrust();
    private final GoneWave wave = new GoneWave();
    private int onTheWire;

    /** How many more may be sent now. */
    synchronized int free(Instant now) {
        int allowed = trust.allowed(now, breaker.allowed(now, PLACES));
        return Math.max(0, allowed - onTheWire);
    }

    /**
     * How many more it may get of places that all push services share: half of what the others
     * leave, so that one that is slow leaves some to every other.
     *
     * @param places that nobody has now
     */
    synchronized int share(int places) {
        return Math.max(0, (places - onTheWire + 1) / 2);
    }

    /** Whether it gets nothing at all now; to be busy is not to be paused. */
    synchronized boolean isPaused(Instant now) {
        return trust.allowed(now, breaker.allowed(now, PLACES)) == 0;
    }

    synchronized void begin() {
        onTheWire++;
    }

    /**
     * Takes in an answer, and says what it means in the light of the others.
     *
     * @param past of the same delivery and subscription
     */
    synchronized PushOutcome end(UUID subscription, Past past, PushOutcome outcome, Instant now) {
        onTheWire--;
        if (outcome instanceof TryLater later) {
            // Also when it asks to slow down: of several people that is about the service.
            breaker.failed(subscription, now, later.retryAfter());
            return outcome;
        }
        if (outcome.httpStatus() == null) {
            // Nothing was sent.
            return outcome;
        }
        breaker.succeeded();
        if (outcome instanceof Accepted) {
            trust.accepted(subscription, now);
            wave.alive(subscription, now);
        }
        if (outcome instanceof Gone gone) {
            wave.gone(subscription, now);
            return judged(gone, past);
        }
        if (outcome instanceof Rejected refused && KEY_REFUSED.contains(refused.httpStatus())) {
            trust.refused(subscription, past.proven(), now);
            return judged(refused);
        }
        return outcome;
    }

    /** What is wrong with it now. */
    synchronized Set<Trouble> troubles() {
        Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
        if (breaker.isOpen()) {
            troubles.add(Trouble.FAILING);
        }
        if (trust.isLost()) {
            troubles.add(Trouble.KEY_REFUSED);
        }
        if (wave.isDoubtful()) {
            troubles.add(Trouble.GONE_WAVE);
        }
        return troubles;
    }

    private PushOutcome judged(Gone gone, Past past) {
        return wave.isDoubtful() && !DOUBTED.equals(past.lastError())
                ? new TryLater(gone.httpStatus(), DOUBTED, GoneWave.RECONSIDERATION)
                : gone;
    }

    /** A mistake of ours is no reason to give up what people wait for. */
    private PushOutcome judged(Rejected refused) {
        return trust.isLost()
                ? new TryLater(refused.httpStatus(), refused.code(), KeyTrust.FIRST)
                : refused;
    }
}
