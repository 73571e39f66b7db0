package dev.nextup.subscription.binding;

import java.time.Instant;
import java.util.UUID;

/**
 * The push subscription of a ticket.
 *
 * @param id new for each endpoint, so that what is said late about an old one cannot hit the new
 * @param active {@code false} while the holder does not want push (the address is kept for the day
 *     they do), and once the push service no longer knows it
 * @param boundAt when it last changed
 */
record Binding(UUID id, PushAddress address, boolean active, Instant boundAt) {

    static Binding create(UUID id, PushAddress address, Instant now) {
        return new Binding(id, address, true, now);
    }

    boolean sameEndpoint(PushAddress other) {
        return address.endpoint().equals(other.endpoint());
    }

    /** The same endpoint again, perhaps with other keys; itself when nothing is new. */
    Binding renew(PushAddress other, Instant now) {
        return active && address.equals(other) ? this : new Binding(id, other, true, now);
    }

    Binding activate(boolean wanted, Instant now) {
        return active == wanted ? this : new Binding(id, address, wanted, now);
    }
}
