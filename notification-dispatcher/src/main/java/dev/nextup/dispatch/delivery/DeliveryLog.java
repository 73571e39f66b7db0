package dev.nextup.dispatch.delivery;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.Topics;
import dev.nextup.event.delivery.Channel;
import dev.nextup.event.delivery.DeliveryAbandoned;
import dev.nextup.event.delivery.DeliveryAbandoned.Reason;
import dev.nextup.event.delivery.DeliveryAccepted;
import dev.nextup.event.delivery.DeliveryAcknowledged;
import dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement;
import dev.nextup.event.delivery.DeliveryEvent;
import dev.nextup.event.delivery.DeliveryEvents;
import dev.nextup.event.delivery.DeliveryFacts;
import dev.nextup.event.delivery.SubscriptionGone;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.messaging.outbox.OutboxOwner;
import dev.nextup.messaging.outbox.OutboxRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of deliveries, in the transaction in which it did: to other services as events,
 * and in {@code notification_logs}.
 */
@Singleton
public class DeliveryLog {

    /** Nobody waits for these: staff look at them, and what ended is cleared up. */
    private static final Duration GATHER = Duration.ofMillis(200);

    private static final String SOURCE = "notification-dispatcher";

    /** From the rows as they are now: whoever changed a delivery calls this afterwards. */
    private static final String WRITE =
            "INSERT INTO notification_logs AS l (id, organization_id, ticket_id, ticket_number,"
                    + " notification_type, delivery_method, push_success, push_error, created_at)"
                    + " SELECT id, organization_id, ticket_id, ticket_number, notification_type, 'push',"
                    + " state IN ('ACCEPTED', 'SHOWN', 'CLICKED'), error, created_at"
                    + " FROM delivery WHERE id = ANY ($1)"
                    + " ON CONFLICT (id) DO UPDATE SET push_success = excluded.push_success,"
                    + " push_error = excluded.push_error, delivery_method = CASE"
                    + " WHEN excluded.push_success AND (l.whatsapp_success OR l.sms_success)"
                    + " THEN 'both' ELSE l.delivery_method END RETURNING l.id, l.created_at";

    private final Outbox outbox;
    private final Clock clock;
    private final CloudEventCodec codec = new CloudEventCodec();

    DeliveryLog(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Whose outbox it is. */
    @Produces
    @Singleton
    static OutboxOwner outboxOwner() {
        return new OutboxOwner("notification_dispatcher", Topics.DELIVERY_EVENTS, GATHER);
    }

    /**
     * Logs the deliveries and tells of those that have settled.
     *
     * @param gone subscriptions that have ended
     */
    public Uni<Void> write(
            SqlConnection connection, List<Settled> changed, List<SubscriptionGone> gone) {
        if (changed.isEmpty() && gone.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return log(connection, changed)
                .map(planned -> records(changed, gone, planned))
                .chain(records -> outbox.append(connection, records));
    }

    private List<OutboxRecord> records(
            List<Settled> changed, List<SubscriptionGone> gone, Map<UUID, Instant> planned) {
        Instant now = clock.instant();
        List<OutboxRecord> records = new ArrayList<>();
        for (Settled delivery : changed) {
            DeliveryEvent event = eventOf(delivery, factsOf(delivery, now, planned));
            if (event != null) {
                records.add(record(delivery.ticketId(), now, event));
            }
        }
        gone.forEach(event -> records.add(record(event.ticketId(), now, event)));
        return records;
    }

    /**
     * @return when each was planned
     */
    private static Uni<Map<UUID, Instant>> log(SqlConnection connection, List<Settled> changed) {
        UUID[] ids = changed.stream().map(Settled::deliveryId).toArray(UUID[]::new);
        return connection.preparedQuery(WRITE).execute(Tuple.of(ids)).map(DeliveryLog::times);
    }

    private static Map<UUID, Instant> times(RowSet<Row> rows) {
        Map<UUID, Instant> times = new HashMap<>();
        rows.forEach(row -> times.put(row.getUUID(0), row.getOffsetDateTime(1).toInstant()));
        return times;
    }

    /** Logs a delivery and tells what its device did with it. */
    public Uni<Void> acknowledged(
            SqlConnection connection, Settled delivery, Acknowledgement done) {
        Instant now = clock.instant();
        return log(connection, List.of(delivery))
                .map(planned -> new DeliveryAcknowledged(factsOf(delivery, now, planned), done))
                .map(event -> record(delivery.ticketId(), now, event))
                .chain(record -> outbox.append(connection, List.of(record)));
    }

    /** Tells that a channel other than push took a notification. */
    public Uni<Void> accepted(SqlConnection connection, DeliveryFacts facts, int attempts) {
        return tell(connection, facts, new DeliveryAccepted(facts, attempts));
    }

    /** Tells that a notification over a channel other than push reached its person. */
    public Uni<Void> seen(SqlConnection connection, DeliveryFacts facts, Acknowledgement done) {
        return tell(connection, facts, new DeliveryAcknowledged(facts, done));
    }

    /** Tells that a channel other than push will not bring a notification. */
    public Uni<Void> abandoned(
            SqlConnection connection, DeliveryFacts facts, Reason reason, int attempts) {
        return tell(connection, facts, new DeliveryAbandoned(facts, reason, attempts));
    }

    private Uni<Void> tell(SqlConnection connection, DeliveryFacts facts, DeliveryEvent event) {
        return outbox.append(connection, List.of(record(facts.ticketId(), facts.at(), event)));
    }

    /** After the commit. */
    public void committed() {
        outbox.committed();
    }

    private OutboxRecord record(UUID ticketId, Instant now, DeliveryEvent event) {
        CloudEvent<DeliveryEvent> envelope =
                CloudEvent.of(
                        DeliveryEvents.TYPES, UUID.randomUUID(), SOURCE, ticketId, now, event);
        return new OutboxRecord(
                Topics.DELIVERY_EVENTS.name(), ticketId.toString(), codec.encode(envelope));
    }

    private static DeliveryFacts factsOf(
            Settled delivery, Instant now, Map<UUID, Instant> planned) {
        return new DeliveryFacts(
                delivery.deliveryId(),
                delivery.ticketId(),
                delivery.organizationId(),
                delivery.type(),
                Channel.PUSH,
                now,
                planned.get(delivery.deliveryId()));
    }

    private static @Nullable DeliveryEvent eventOf(Settled delivery, DeliveryFacts facts) {
        if (delivery.state() == DeliveryState.ACCEPTED) {
            return new DeliveryAccepted(facts, delivery.attempts());
        }
        Reason reason = reasonOf(delivery.state());
        return reason == null ? null : new DeliveryAbandoned(facts, reason, delivery.attempts());
    }

    private static @Nullable Reason reasonOf(DeliveryState state) {
        return switch (state) {
            case EXPIRED -> Reason.EXPIRED;
            case GONE -> Reason.GONE;
            case STALE_KEY -> Reason.STALE_KEY;
            case REJECTED -> Reason.REJECTED;
            case SKIPPED -> Reason.SKIPPED;
            case SUPERSEDED -> Reason.SUPERSEDED;
            case ABANDONED -> Reason.ATTEMPTS_EXHAUSTED;
            case PLANNED, SENDING, RETRYING, ACCEPTED, SHOWN, CLICKED -> null;
        };
    }
}
