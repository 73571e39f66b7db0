package dev.nextup.dispatch.delivery;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a notification is between plan and end. */
public enum DeliveryState {
    /** Decided; waits for its time, or for a browser to send it to. */
    PLANNED,
    /** A replica holds its lease and sends it. */
    SENDING,
    /** An attempt failed in a way that may pass; there will be another. */
    RETRYING,
    /** The push service took it. */
    ACCEPTED,
    /** The device showed it. */
    SHOWN,
    /** The person opened it. */
    CLICKED,
    /** Its deadline passed first. */
    EXPIRED,
    /** The subscription has ended. */
    GONE,
    /** The subscription was made with a key that is not ours any more. */
    STALE_KEY,
    /** It will be refused however often it is tried. */
    REJECTED,
    /** Not wanted, or nothing to send it with. */
    SKIPPED,
    /** Something newer happened to the ticket first. */
    SUPERSEDED,
    /** No more attempts, although it might have worked. */
    ABANDONED;

    private static final Map<DeliveryState, Set<DeliveryState>> MOVES =
            new EnumMap<>(DeliveryState.class);

    static {
        MOVES.put(PLANNED, EnumSet.of(SENDING, EXPIRED, SKIPPED, SUPERSEDED));
        MOVES.put(
                SENDING,
                EnumSet.of(
                        ACCEPTED,
                        RETRYING,
                        EXPIRED,
                        GONE,
                        STALE_KEY,
                        REJECTED,
                        SUPERSEDED,
                        ABANDONED,
                        SHOWN,
                        CLICKED));
        // ACCEPTED: the answer to an attempt that had been given up came after all. SHOWN, CLICKED:
        // the device was
        // faster than the answer.
        MOVES.put(
                RETRYING,
                EnumSet.of(SENDING, ACCEPTED, EXPIRED, SKIPPED, SUPERSEDED, SHOWN, CLICKED));
        // RETRYING: a call that nobody saw is sent once more.
        MOVES.put(ACCEPTED, EnumSet.of(RETRYING, SHOWN, CLICKED));
        MOVES.put(SHOWN, EnumSet.of(CLICKED));
    }

    public boolean mayBecome(DeliveryState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether nothing will be sent any more. */
    public boolean isSettled() {
        return this != PLANNED && this != SENDING && this != RETRYING;
    }
}
