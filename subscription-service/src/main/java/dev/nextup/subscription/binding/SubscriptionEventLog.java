package dev.nextup.subscription.binding;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.EventTypes;
import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.event.subscription.PreferencesChanged;
import dev.nextup.event.subscription.SubscriptionBound;
import dev.nextup.event.subscription.SubscriptionEvent;
import dev.nextup.event.subscription.SubscriptionEvents;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.messaging.outbox.OutboxOwner;
import dev.nextup.messaging.outbox.OutboxRecord;
import dev.nextup.tracing.RequestSpans;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Says what is held for a ticket, in the transaction that changed it. Each record is the whole
 * state of its kind; null records erase.
 */
@ApplicationScoped
class SubscriptionEventLog {

    /** Somebody has just bound a browser and is told of their ticket next. */
    private static final Duration GATHER = Duration.ofMillis(10);

    private static final String SOURCE = "subscription-service";

    private final Outbox outbox;
    private final Clock clock;
    private final CloudEventCodec codec = new CloudEventCodec();

    SubscriptionEventLog(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Whose outbox it is. */
    @Produces
    @Singleton
    static OutboxOwner outboxOwner() {
        return new OutboxOwner("subscription_service", Topics.SUBSCRIPTION_EVENTS, GATHER);
    }

    /** One record for each kind that differs. */
    Uni<Void> changed(
            SqlConnection connection, TicketNotifications before, TicketNotifications after) {
        RequestSpans.isAbout(after.ticket().ticketId());
        List<OutboxRecord> records = new ArrayList<>();
        Binding binding = after.binding();
        if (binding != null && !binding.equals(before.binding())) {
            records.add(record(after.ticket(), binding));
        }
        if (!after.preferences().equals(before.preferences())) {
            records.add(preferencesOf(after));
        }
        return outbox.append(connection, records);
    }

    /** The preferences as they are, for whom they begin to mean something. */
    Uni<Void> chosen(SqlConnection connection, TicketNotifications held) {
        return outbox.append(connection, List.of(preferencesOf(held)));
    }

    /** The binding as it is, for those who have thought otherwise. */
    Uni<Void> again(SqlConnection connection, TicketNotifications held) {
        Binding binding = Objects.requireNonNull(held.binding());
        return outbox.append(connection, List.of(record(held.ticket(), binding)));
    }

    /** Null records, on both topics. */
    Uni<Void> erased(SqlConnection connection, Collection<UUID> tickets) {
        List<OutboxRecord> records = new ArrayList<>();
        for (UUID ticket : tickets) {
            String key = ticket.toString();
            records.add(OutboxRecord.erasure(Topics.SUBSCRIPTION_EVENTS.name(), key));
            records.add(OutboxRecord.erasure(Topics.PREFERENCE_EVENTS.name(), key));
        }
        return outbox.append(connection, records);
    }

    private OutboxRecord preferencesOf(TicketNotifications held) {
        return record(
                Topics.PREFERENCE_EVENTS,
                SubscriptionEvents.PREFERENCES,
                preferences(held.ticket(), held.preferences()));
    }

    private OutboxRecord record(TicketRef ticket, Binding binding) {
        return record(
                Topics.SUBSCRIPTION_EVENTS, SubscriptionEvents.BINDINGS, bound(ticket, binding));
    }

    private <T extends SubscriptionEvent> OutboxRecord record(
            KafkaTopic topic, EventTypes<T> types, T event) {
        CloudEvent<T> envelope =
                CloudEvent.of(
                        types, UUID.randomUUID(), SOURCE, event.ticketId(), clock.instant(), event);
        return new OutboxRecord(topic.name(), event.ticketId().toString(), codec.encode(envelope));
    }

    private static SubscriptionBound bound(TicketRef ticket, Binding binding) {
        PushAddress address = binding.address();
        return new SubscriptionBound(
                binding.id(),
                ticket.ticketId(),
                ticket.organizationId(),
                address.endpoint().url(),
                address.keys().p256dh(),
                address.keys().auth(),
                address.keyId(),
                address.expirationTime(),
                address.browser(),
                binding.active(),
                binding.boundAt());
    }

    private PreferencesChanged preferences(TicketRef ticket, Preferences chosen) {
        return new PreferencesChanged(
                ticket.ticketId(),
                ticket.organizationId(),
                !chosen.pushDenied(),
                chosen.pushDenied(),
                chosen.whatsappFallback(),
                chosen.smsFallback(),
                chosen.notifyAhead(),
                clock.instant());
    }
}
