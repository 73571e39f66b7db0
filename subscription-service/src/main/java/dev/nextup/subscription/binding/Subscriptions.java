package dev.nextup.subscription.binding;

import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.subscription.contact.PhoneChange;
import dev.nextup.subscription.contact.Phones;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Binding, preferring, reading and erasing, for one ticket. Callers have proven that the ticket is
 * theirs. Each change is one transaction with its events; a repeat of it changes nothing.
 */
@ApplicationScoped
public class Subscriptions {

    private final SubscriptionRepository repository;
    private final SubscriptionEventLog events;
    private final Outbox outbox;
    private final Phones phones;
    private final Pool pool;
    private final Clock clock;

    Subscriptions(
            SubscriptionRepository repository,
            SubscriptionEventLog events,
            Outbox outbox,
            Phones phones,
            Pool pool,
            Clock clock) {
        this.repository = repository;
        this.events = events;
        this.outbox = outbox;
        this.phones = phones;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Binds a browser to the ticket. The ticket's event may not have arrived yet: the token is
     * proof enough.
     *
     * @param address checked after the ticket's state, since a refusal of it is the last of all,
     *     and outside the transaction, since it asks a name server
     * @param network where the client is
     * @return the subscription's id; fails with {@link SubscriptionRejection#TICKET_ENDED}
     */
    Uni<UUID> bind(TicketRef ticket, Uni<PushAddress> address, NetworkMark network) {
        return repository
                .find(pool, ticket)
                .invoke(found -> found.ifPresent(Subscriptions::mustLive))
                .chain(() -> address)
                .chain(checked -> bind(ticket, checked, network))
                .map(held -> Objects.requireNonNull(held.binding()).id());
    }

    private Uni<TicketNotifications> bind(
            TicketRef ticket, PushAddress address, NetworkMark network) {
        return change(
                ticket,
                held -> held.bind(address, UUID.randomUUID(), clock.instant()),
                (connection, held) -> repository.note(connection, ticket, network));
    }

    /**
     * Changes preferences and phone, both or neither. Fails with {@link
     * SubscriptionRejection#TICKET_ENDED}.
     */
    Uni<Void> prefer(
            TicketRef ticket, Supplier<Preferences.Change> change, Supplier<PhoneChange> phone) {
        return change(
                        ticket,
                        held -> held.prefer(change.get(), clock.instant()),
                        (connection, held) -> apply(connection, held, phone.get()))
                .replaceWithVoid();
    }

    /** As {@link #prefer}, of the phone alone. */
    Uni<Void> call(TicketRef ticket, PhoneChange phone) {
        return change(ticket, held -> held, (connection, held) -> apply(connection, held, phone))
                .replaceWithVoid();
    }

    /** What is held for the ticket; empty when nobody has said anything about it. */
    Uni<Optional<TicketNotifications>> view(TicketRef ticket) {
        return repository.find(pool, ticket);
    }

    /**
     * Erases subscription, preferences and phone, here and (by null records, always) on the
     * compacted topics.
     */
    Uni<Void> erase(TicketRef ticket) {
        return pool.withTransaction(
                        connection ->
                                repository
                                        .lock(connection, ticket, clock.instant())
                                        .chain(() -> erase(connection, List.of(ticket.ticketId()))))
                .invoke(outbox::committed);
    }

    /** As above, of tickets whose locks the caller's transaction holds. */
    public Uni<Void> erase(SqlConnection connection, Collection<UUID> tickets) {
        return repository
                .erase(connection, tickets)
                .chain(() -> phones.erase(connection, tickets))
                .chain(() -> events.erased(connection, tickets));
    }

    /** Does to these tickets what time has done, in the caller's transaction. */
    Uni<Void> asTimePasses(SqlConnection connection, Set<UUID> tickets) {
        return each(connection, tickets, held -> held.asTimePasses(clock.instant()));
    }

    private Uni<Void> each(
            SqlConnection connection,
            Set<UUID> tickets,
            UnaryOperator<TicketNotifications> decision) {
        return repository
                .lockKnown(connection, tickets)
                .onItem()
                .transformToMulti(held -> Multi.createFrom().iterable(held))
                .onItem()
                .transformToUniAndConcatenate(held -> store(connection, held, decision.apply(held)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<TicketNotifications> change(
            TicketRef ticket,
            UnaryOperator<TicketNotifications> decision,
            BiFunction<SqlConnection, TicketNotifications, Uni<Void>> beside) {
        return pool.withTransaction(
                        connection ->
                                repository
                                        .lock(connection, ticket, clock.instant())
                                        .map(Subscriptions::mustLive)
                                        .chain(
                                                held ->
                                                        store(
                                                                connection,
                                                                held,
                                                                decision.apply(held)))
                                        .call(held -> beside.apply(connection, held)))
                .invoke(outbox::committed);
    }

    /**
     * Only with a number do the fallbacks mean something, so whoever gives one has chosen: others
     * are told the preferences also if they are the defaults, of which nobody was told.
     */
    private Uni<Void> apply(SqlConnection connection, TicketNotifications held, PhoneChange phone) {
        TicketRef ticket = held.ticket();
        Uni<Void> applied =
                phones.apply(connection, ticket.ticketId(), ticket.organizationId(), phone);
        return phone instanceof PhoneChange.Store && held.preferences().equals(Preferences.DEFAULTS)
                ? applied.chain(() -> events.chosen(connection, held))
                : applied;
    }

    private Uni<TicketNotifications> store(
            SqlConnection connection, TicketNotifications before, TicketNotifications after) {
        return repository
                .store(connection, before, after, clock.instant())
                .chain(() -> events.changed(connection, before, after))
                .replaceWith(after);
    }

    private static TicketNotifications mustLive(TicketNotifications held) {
        if (held.endedAt() != null) {
            throw SubscriptionRejection.TICKET_ENDED.asException();
        }
        return held;
    }
}
