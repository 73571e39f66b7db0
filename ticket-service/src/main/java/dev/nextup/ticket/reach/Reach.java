package dev.nextup.ticket.reach;

import static java.util.Objects.requireNonNullElse;

import dev.nextup.event.delivery.Channel;
import dev.nextup.event.delivery.DeliveryAbandoned;
import dev.nextup.event.delivery.DeliveryAbandoned.Reason;
import dev.nextup.event.delivery.DeliveryAccepted;
import dev.nextup.event.delivery.DeliveryAcknowledged;
import dev.nextup.event.delivery.DeliveryEvent;
import dev.nextup.event.delivery.DeliveryFacts;
import dev.nextup.event.delivery.NotificationType;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far one notification of a ticket came. Of two the newer counts; of one notification, what
 * came further, and of what a channel says before anybody has seen it, the last word. So a late or
 * repeated event changes nothing.
 *
 * @param plannedAt when it was decided on: orders the notifications of a ticket
 * @param at when it came to this state
 * @param reason why it failed; null unless it did
 */
record Reach(
        UUID ticketId,
        UUID organizationId,
        UUID deliveryId,
        Instant plannedAt,
        NotificationType type,
        Channel channel,
        ReachState state,
        @Nullable Reason reason,
        Instant at) {

    /** Ids by their text, as the database compares them. */
    private static final Comparator<Reach> AGE =
            Comparator.comparing(Reach::plannedAt)
                    .thenComparing(reach -> reach.deliveryId().toString());

    /**
     * Empty for what says nothing about it: a notification that a newer one replaced unsent, one
     * that only tries whether any arrive, and a subscription that has ended, of which the delivery
     * tells as well.
     */
    static Optional<Reach> of(DeliveryEvent event) {
        if (event instanceof DeliveryAccepted accepted) {
            return of(accepted.delivery(), ReachState.SENT, null);
        }
        if (event instanceof DeliveryAcknowledged acknowledged) {
            return of(acknowledged.delivery(), seen(acknowledged), null);
        }
        if (event instanceof DeliveryAbandoned abandoned
                && abandoned.reason() != Reason.SUPERSEDED) {
            return of(abandoned.delivery(), ReachState.FAILED, abandoned.reason());
        }
        return Optional.empty();
    }

    /** Who dismisses a notification has been shown it. */
    private static ReachState seen(DeliveryAcknowledged acknowledged) {
        return switch (acknowledged.acknowledgement()) {
            case SHOWN, DISMISSED -> ReachState.SHOWN;
            case CLICKED -> ReachState.CLICKED;
        };
    }

    private static Optional<Reach> of(
            DeliveryFacts facts, ReachState state, @Nullable Reason reason) {
        return facts.notificationType() == NotificationType.TEST
                ? Optional.empty()
                : Optional.of(
                        new Reach(
                                facts.ticketId(),
                                facts.organizationId(),
                                facts.deliveryId(),
                                requireNonNullElse(facts.plannedAt(), facts.at()),
                                facts.notificationType(),
                                facts.channel(),
                                state,
                                reason,
                                facts.at()));
    }

    /** The one that counts; this one when both say the same. */
    Reach or(Reach later) {
        int newer = AGE.compare(later, this);
        boolean counts = newer > 0 || (newer == 0 && later.goesFurtherThan(this));
        return counts ? later : this;
    }

    /** A channel that took a message may say afterwards that it will not arrive. */
    private boolean goesFurtherThan(Reach before) {
        boolean sameWay = channel == before.channel && !isSeen() && !before.isSeen();
        return sameWay ? at.isAfter(before.at) : state.compareTo(before.state) > 0;
    }

    boolean isSeen() {
        return state == ReachState.SHOWN || state == ReachState.CLICKED;
    }
}
