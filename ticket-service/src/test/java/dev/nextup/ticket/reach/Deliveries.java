package dev.nextup.ticket.reach;

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
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.ticket.Consumption;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.util.UUID;

/** What notification-dispatcher tells of the notifications of one ticket. */
public final class Deliveries {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final CloudEventCodec codec = new CloudEventCodec();
    private final Consumption consumption;
    private final UUID ticket;
    private final UUID organization;

    public Deliveries(Pool pool, String ticket, UUID organization) {
        this.consumption = new Consumption(pool);
        this.ticket = UUID.fromString(ticket);
        this.organization = organization;
    }

    /** A notification of this kind, planned some seconds after the start. */
    public Told notification(NotificationType type, long second) {
        return new Told(UUID.randomUUID(), type, START.plusSeconds(second), Channel.PUSH);
    }

    /** Returns once it has taken effect. */
    void tell(DeliveryEvent event) {
        CloudEvent<DeliveryEvent> envelope =
                CloudEvent.of(
                        DeliveryEvents.TYPES,
                        UUID.randomUUID(),
                        "notification-dispatcher",
                        ticket,
                        START,
                        event);
        tell(codec.encode(envelope));
    }

    void tell(byte[] record) {
        consumption.of(Topics.DELIVERY_EVENTS.name(), ticket.toString(), record);
    }

    /** One notification; each step is told and taken in. */
    public final class Told {
        private final UUID id;
        private final NotificationType type;
        private final Instant planned;
        private final Channel channel;

        private Told(UUID id, NotificationType type, Instant planned, Channel channel) {
            this.id = id;
            this.type = type;
            this.planned = planned;
            this.channel = channel;
        }

        /** The same one, on another channel. */
        public Told over(Channel other) {
            return new Told(id, type, planned, other);
        }

        public void accepted() {
            tell(new DeliveryAccepted(facts(1), 1));
        }

        public void acknowledged(Acknowledgement done) {
            tell(new DeliveryAcknowledged(facts(2), done));
        }

        public void abandoned(Reason reason) {
            tell(new DeliveryAbandoned(facts(3), reason, 1));
        }

        DeliveryFacts facts(long secondsLater) {
            return new DeliveryFacts(
                    id,
                    ticket,
                    organization,
                    type,
                    channel,
                    planned.plusSeconds(secondsLater),
                    planned);
        }
    }
}
