package dev.nextup.subscription.binding;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is held for one ticket. Its methods decide what a change makes of it; nothing changes
 * when nothing is new.
 *
 * @param endedAt when the ticket ended, {@code null} while it lives
 */
record TicketNotifications(
        TicketRef ticket,
        @Nullable Instant endedAt,
        @Nullable Binding binding,
        Preferences preferences) {

    /** A ticket that nobody has said anything about yet. */
    static TicketNotifications none(TicketRef ticket) {
        return new TicketNotifications(ticket, null, null, Preferences.DEFAULTS);
    }

    /** To subscribe is to want push: it takes an earlier refusal back. */
    TicketNotifications bind(PushAddress address, UUID newId, Instant now) {
        Binding next =
                binding != null && binding.sameEndpoint(address)
                        ? binding.renew(address, now)
                        : Binding.create(newId, address, now);
        return new TicketNotifications(ticket, endedAt, next, preferences.denyPush(false, now));
    }

    TicketNotifications prefer(Preferences.Change change, Instant now) {
        Binding next = binding == null ? null : binding.activate(!change.pushDenied(), now);
        return new TicketNotifications(ticket, endedAt, next, preferences.apply(change, now));
    }

    int activeSubscriptions() {
        return binding != null && binding.active() ? 1 : 0;
    }
}
