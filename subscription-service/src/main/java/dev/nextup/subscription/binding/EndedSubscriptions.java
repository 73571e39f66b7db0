package dev.nextup.subscription.binding;

import dev.nextup.event.delivery.SubscriptionGone;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Deactivates subscriptions that their push service no longer knows, but for those of a wave. Of
 * those the binding is told again: whoever sent to them has stopped by its own judgement, and takes
 * it up again. If a subscription has really ended, the next message to it says so once more.
 *
 * <p>{@code nextup.subscriptions.gone}, by {@code outcome}: {@code deactivated}, or {@code
 * held-back}. Alert on any {@code held-back}.
 */
@ApplicationScoped
class EndedSubscriptions {

    private final SubscriptionRepository repository;
    private final SubscriptionEventLog events;
    private final GoneWaves waves;
    private final Clock clock;
    private final Counter deactivated;
    private final Counter heldBack;

    EndedSubscriptions(
            SubscriptionRepository repository,
            SubscriptionEventLog events,
            GoneWaves waves,
            Clock clock,
            MeterRegistry registry) {
        this.repository = repository;
        this.events = events;
        this.waves = waves;
        this.clock = clock;
        deactivated = registry.counter("nextup.subscriptions.gone", "outcome", "deactivated");
        heldBack = registry.counter("nextup.subscriptions.gone", "outcome", "held-back");
    }

    /**
     * In the caller's transaction; of each subscription that is not its ticket's any more it is
     * late and changes nothing.
     *
     * @return to be run once the transaction has been committed
     */
    Uni<Runnable> apply(SqlConnection connection, List<SubscriptionGone> gone) {
        Instant now = clock.instant();
        Set<UUID> tickets =
                gone.stream().map(SubscriptionGone::ticketId).collect(Collectors.toSet());
        return repository
                .lockKnown(connection, tickets)
                .map(held -> held.stream().flatMap(one -> End.of(one, gone, now).stream()).toList())
                .chain(
                        ends ->
                                waves.doubted(connection, bindings(ends), now)
                                        .call(doubted -> settle(connection, ends, doubted, now))
                                        .map(doubted -> count(ends.size(), doubted.size())));
    }

    private Uni<Void> settle(
            SqlConnection connection, List<End> ends, Set<UUID> doubted, Instant now) {
        return Multi.createFrom()
                .iterable(ends)
                .onItem()
                .transformToUniAndConcatenate(
                        end ->
                                doubted.contains(end.binding().id())
                                        ? events.again(connection, end.before())
                                        : deactivate(connection, end, now))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> deactivate(SqlConnection connection, End end, Instant now) {
        return repository
                .store(connection, end.before(), end.after(), now)
                .chain(() -> events.changed(connection, end.before(), end.after()));
    }

    private Runnable count(int all, int doubted) {
        return () -> {
            deactivated.increment(all - doubted);
            heldBack.increment(doubted);
        };
    }

    private static List<Binding> bindings(List<End> ends) {
        return ends.stream().map(End::binding).toList();
    }

    /** What the end of its subscription makes of a ticket. */
    private record End(TicketNotifications before, TicketNotifications after) {

        /** Empty if it changes nothing. */
        static Optional<End> of(
                TicketNotifications held, List<SubscriptionGone> gone, Instant now) {
            TicketNotifications left = held;
            for (SubscriptionGone event : gone) {
                if (event.ticketId().equals(held.ticket().ticketId())) {
                    left = left.gone(event.subscriptionId(), now);
                }
            }
            return left.equals(held) ? Optional.empty() : Optional.of(new End(held, left));
        }

        Binding binding() {
            return Objects.requireNonNull(before.binding());
        }
    }
}
