package dev.nextup.subscription.binding;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is held for one ticket. Its methods decide what a change makes of it; nothing changes
 * when nothing is new.
 *
 * @param endedAt when the ticket ended, {@code null} while it lives
 * @param closedAt until when its holder is told of the end, {@code null} while it lives
 */
record TicketNotifications(
        TicketRef ticket,
        @Nullable Instant endedAt,
        @Nullable Instant closedAt,
        @Nullable Binding binding,
        Preferences preferences) {

    /** A ticket that nobody has said anything about yet. */
    static TicketNotifications none(TicketRef ticket) {
        return new TicketNotifications(ticket, null, null, null, Preferences.DEFAULTS);
    }

    /** To subscribe is to want push: it takes an earlier refusal back. */
    TicketNotifications bind(PushAddress address, UUID newId, Instant now) {
        Binding next =
                binding != null && binding.sameEndpoint(address)
                        ? binding.renew(address, now)
                        : Binding.create(newId, address, now);
        return with(next, preferences.denyPush(false, now));
    }

    /**
     * Push is paused and resumed with the refusal and its end, and by nothing else: a subscription
     * that is gone does not come back because some other preference changes.
     */
    TicketNotifications prefer(Preferences.Change change, Instant now) {
        Binding next =
                binding == null || change.pushDenied() == preferences.pushDenied()
                        ? binding
                        : binding.activate(!change.pushDenied(), now);
        return with(next, preferences.apply(change, now));
    }

    /**
     * The push service no longer knows the subscription. Of one that has been replaced this is late
     * and changes nothing. Preferences stay: push is still wanted, and to subscribe again is
     * enough.
     */
    TicketNotifications gone(UUID subscriptionId, Instant now) {
        return binding == null || !binding.id().equals(subscriptionId)
                ? this
                : with(binding.activate(false, now), preferences);
    }

    /**
     * What time has made of it: an expired subscription is inactive; one of an ended ticket too,
     * once the closing notice had its time; after an undo it is what it was.
     */
    TicketNotifications asTimePasses(Instant now) {
        if (binding == null) {
            return this;
        }
        Binding next = binding;
        if (endedAt == null && binding.pausedByEnd()) {
            next = binding.activate(true, now);
        } else if (binding.active() && binding.isExpired(now)) {
            next = binding.activate(false, now);
        } else if (closedAt != null && !closedAt.isAfter(now)) {
            next = binding.pauseByEnd(now);
        }
        return with(next, preferences);
    }

    private TicketNotifications with(@Nullable Binding next, Preferences chosen) {
        return new TicketNotifications(ticket, endedAt, closedAt, next, chosen);
    }

    int activeSubscriptions() {
        return binding != null && binding.active() ? 1 : 0;
    }
}
