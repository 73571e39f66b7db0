package dev.nextup.dispatch;

import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.event.CloudEvent;
import dev.nextup.event.EventTypes;
import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.event.subscription.PreferencesChanged;
import dev.nextup.event.subscription.SubscriptionBound;
import dev.nextup.event.subscription.SubscriptionEvents;
import dev.nextup.event.ticket.CounterRef;
import dev.nextup.event.ticket.TicketApproaching;
import dev.nextup.event.ticket.TicketCalled;
import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.event.ticket.TicketCompleted;
import dev.nextup.event.ticket.TicketCreated;
import dev.nextup.event.ticket.TicketDelayed;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.event.ticket.TicketExpired;
import dev.nextup.event.ticket.TicketFacts;
import dev.nextup.event.ticket.TicketHeld;
import dev.nextup.event.ticket.TicketMissed;
import dev.nextup.event.ticket.TicketRequeued;
import dev.nextup.event.ticket.TicketServing;
import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.event.ticket.TicketTransferred;
import dev.nextup.messaging.kafka.CloudEventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A ticket of which the test tells, as the other services would, on Kafka. */
public final class TestTicket {

    private static final CloudEventCodec CODEC = new CloudEventCodec();
    private static final KafkaProducer<String, byte[]> PRODUCER =
            new KafkaProducer<>(
                    Map.of(
                            "bootstrap.servers",
                            ConfigProvider.getConfig()
                                    .getValue("kafka.bootstrap.servers", String.class)),
                    new StringSerializer(),
                    new ByteArraySerializer());

    public final UUID id = UUID.randomUUID();
    public final UUID organizationId;
    public final UUID branchId = UUID.randomUUID();
    public final UUID departmentId = UUID.randomUUID();
    public final CounterRef counter = new CounterRef(UUID.randomUUID(), "Counter 3");

    private final Clock clock = Clock.systemUTC();
    private String language = "en";
    private Duration life = Duration.ofMinutes(5);
    private @Nullable String trace;
    private long version;

    public TestTicket() {
        this(UUID.randomUUID());
    }

    public TestTicket(UUID organizationId) {
        this.organizationId = organizationId;
    }

    /** How long after an event its deadline is, from now on. */
    public TestTicket withDeadlineAfter(Duration time) {
        life = time;
        return this;
    }

    /** What its customer reads. */
    public TestTicket reading(String tag) {
        language = tag;
        return this;
    }

    /** What its events say from now on about the span they follow from. */
    public TestTicket following(String traceparent) {
        trace = traceparent;
        return this;
    }

    public TestTicket created() {
        return tell(new TicketCreated(next(TicketStatus.WAITING), now(), 1, 0));
    }

    public TestTicket called() {
        return tell(
                new TicketCalled(next(TicketStatus.CALLED), UUID.randomUUID(), 1, now(), counter));
    }

    public TestTicket approaching(int position) {
        return tell(new TicketApproaching(next(TicketStatus.WAITING), position, position - 1));
    }

    public TestTicket serving() {
        return tell(new TicketServing(next(TicketStatus.SERVING), now(), counter));
    }

    public TestTicket completed() {
        return tell(new TicketCompleted(next(TicketStatus.COMPLETED), now(), counter));
    }

    public TestTicket missed() {
        return tell(new TicketMissed(next(TicketStatus.NO_SHOW), now()));
    }

    public TestTicket held() {
        return tell(new TicketHeld(next(TicketStatus.HELD), now()));
    }

    public TestTicket delayed() {
        return tell(new TicketDelayed(next(TicketStatus.WAITING), now(), 2, 5));
    }

    public TestTicket requeued(int position) {
        return tell(
                new TicketRequeued(
                        next(TicketStatus.WAITING), now(), position, TicketRequeued.Place.FIRST));
    }

    public TestTicket transferred(int position) {
        return tell(
                new TicketTransferred(
                        next(TicketStatus.WAITING),
                        now(),
                        UUID.randomUUID(),
                        "Elsewhere",
                        position));
    }

    public TestTicket expired() {
        return tell(new TicketExpired(next(TicketStatus.EXPIRED), now()));
    }

    public TestTicket cancelled(TicketCancelled.Reason reason) {
        return tell(new TicketCancelled(next(TicketStatus.CANCELLED), now(), reason));
    }

    /** The same version again, as a relay that lost its lease might. */
    public TestTicket calledAgainUnderTheSameVersion() {
        version--;
        return called();
    }

    public UUID bound(SimulatedBrowser browser, VapidKeyRing ring) {
        UUID subscription = UUID.randomUUID();
        bound(subscription, browser, ring, true);
        return subscription;
    }

    /** To an endpoint of nobody. */
    public void bound(String endpoint, SimulatedBrowser keys, String keyId) {
        bound(UUID.randomUUID(), endpoint, keys, keyId, true);
    }

    public void bound(
            UUID subscription, SimulatedBrowser browser, VapidKeyRing ring, boolean active) {
        bound(subscription, browser.endpoint(), browser, ring.newest().id(), active);
    }

    private void bound(
            UUID subscription,
            String endpoint,
            SimulatedBrowser browser,
            String keyId,
            boolean active) {
        tell(
                Topics.SUBSCRIPTION_EVENTS,
                SubscriptionEvents.BINDINGS,
                new SubscriptionBound(
                        subscription,
                        id,
                        organizationId,
                        endpoint,
                        browser.p256dh(),
                        browser.auth(),
                        keyId,
                        null,
                        "firefox",
                        active,
                        now()));
    }

    public void denied(boolean denied) {
        prefers(denied, true, false);
    }

    public void prefers(boolean denied, boolean whatsapp, boolean sms) {
        tell(
                Topics.PREFERENCE_EVENTS,
                SubscriptionEvents.PREFERENCES,
                new PreferencesChanged(
                        id, organizationId, !denied, denied, whatsapp, sms, null, now()));
    }

    public void erased() {
        send(Topics.SUBSCRIPTION_EVENTS, id.toString(), null);
        send(Topics.PREFERENCE_EVENTS, id.toString(), null);
    }

    /** Any record, also one that cannot be read. */
    public static void send(KafkaTopic topic, String key, byte[] value) {
        send(new ProducerRecord<>(topic.name(), key, value));
    }

    private static void send(ProducerRecord<String, byte[]> record) {
        try {
            PRODUCER.send(record).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestTicket tell(TicketEvent event) {
        tell(Topics.TICKET_EVENTS, TicketEvents.TYPES, event);
        return this;
    }

    private <T> void tell(KafkaTopic topic, EventTypes<T> types, T event) {
        CloudEvent<T> envelope = CloudEvent.of(types, UUID.randomUUID(), "test", id, now(), event);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic.name(), id.toString(), CODEC.encode(envelope));
        if (trace != null) {
            record.headers().add("traceparent", trace.getBytes(StandardCharsets.UTF_8));
        }
        send(record);
    }

    private TicketFacts next(TicketStatus status) {
        version++;
        return new TicketFacts(
                organizationId,
                "Demo Town Hall",
                "Main Hall",
                "Citizen Services",
                UUID.randomUUID(),
                "General Enquiries",
                "GEN-014",
                language,
                null,
                status,
                version,
                now().plus(life),
                "GEN-011",
                branchId,
                departmentId);
    }

    private Instant now() {
        return clock.instant();
    }
}
