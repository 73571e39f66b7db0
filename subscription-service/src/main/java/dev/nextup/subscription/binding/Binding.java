package dev.nextup.subscription.binding;

import java.time.Instant;
import java.util.UUID;

/**
 * The push subscription of a ticket.
 *
 * @param id new for each endpoint, so that what is said late about an old one cannot hit the new
 * @param active {@code false} while the holder does not want push (the address is kept for the day
 *     they do), once the push service no longer knows it, and once the ticket has ended
 * @param pausedByEnd whether only the ticket's end made it inactive: an undo brings it back
 * @param boundAt when it last changed
 */
record Binding(UUID id, PushAddress address, boolean active, boolean pausedByEnd, Instant boundAt) {

    static Binding create(UUID id, PushAddress address, Instant now) {
        return new Binding(id, address, true, false, now);
    }

    boolean sameEndpoint(PushAddress other) {
        return address.endpoint().equals(other.endpoint());
    }

    /** The same endpoint again, perhaps with other keys; itself when nothing is new. */
    Binding renew(PushAddress other, Instant now) {
        return active && address.equals(other) ? this : new Binding(id, other, true, false, now);
    }

    /** What has expired does not come back. */
    Binding activate(boolean wanted, Instant now) {
        boolean possible = wanted && !isExpired(now);
        return active == possible && !pausedByEnd
                ? this
                : new Binding(id, address, possible, false, now);
    }

    Binding pauseByEnd(Instant now) {
        return active ? new Binding(id, address, false, true, now) : this;
    }

    boolean isExpired(Instant now) {
        Instant end = address.expirationTime();
        return end != null && !end.isAfter(now);
    }
}
