package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.event.delivery.DeliveryEvents;
import dev.nextup.event.delivery.SubscriptionGone;
import dev.nextup.event.subscription.SubscriptionEvents;
import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.test.Repository;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A record that can never be processed is set aside with its reason, by each service that reads its
 * topic, and keeps nobody from the good one behind it on the same partition.
 */
class PoisonRecordIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Any, as long as it is the same for the bad and the good. */
    private static final int PARTITION = 5;

    private static NotifiedOffice office;

    private final EventWriter writer = new EventWriter(office.system().kafka().bootstrapServers());

    /** Whose records are spoilt. */
    private final InventedTicket stranger = InventedTicket.create();

    private Customer customer;
    private InventedTicket ticket;

    @BeforeAll
    static void open() throws Exception {
        office = NotifiedOffice.open(1);
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @BeforeEach
    void takeTicket() throws Exception {
        customer = office.takeTicket();
        ticket = InventedTicket.of(customer);
    }

    @AfterEach
    void closeWriter() {
        writer.close();
    }

    @Test
    void on_the_ticket_topic_a_cancellation_behind_it_is_told_and_ends_the_subscription()
            throws Exception {
        office.subscribe(customer);
        customer.browser().awaitOnly("ticket_created", PATIENCE);
        byte[] good = cancellation(ticket);
        byte[] other = cancellation(stranger);

        List<Poison> bad =
                poison(
                        Topics.TICKET_EVENTS,
                        Poison.notJson(2),
                        Poison.unknownType(stranger.id(), other, 2),
                        // subscription-service has no need of names: it may take this one.
                        Poison.nulCharacter(stranger.id(), other, "organizationName", 1),
                        Poison.keyIsNoTicket(other, 2),
                        Poison.noValue(2));
        write(Topics.TICKET_EVENTS, good);

        customer.browser().awaitOnly("ticket_cancelled", PATIENCE);
        awaitSubscribingIsRefused();
        mustBeSetAside(Topics.TICKET_EVENTS, bad);
    }

    @Test
    void on_the_subscription_topic_a_binding_behind_it_is_sent_to() throws Exception {
        byte[] good = binding(ticket);
        byte[] other = binding(stranger);

        List<Poison> bad =
                poison(
                        Topics.SUBSCRIPTION_EVENTS,
                        Poison.notJson(1),
                        Poison.unknownType(stranger.id(), other, 1),
                        Poison.nulCharacter(stranger.id(), other, "keyId", 1),
                        Poison.keyIsNoTicket(other, 1));
        write(Topics.SUBSCRIPTION_EVENTS, good);

        customer.browser().awaitOnly("ticket_created", PATIENCE);
        mustBeSetAside(Topics.SUBSCRIPTION_EVENTS, bad);
    }

    @Test
    void on_the_preference_topic_a_refusal_behind_it_is_obeyed() throws Exception {
        office.subscribe(customer);
        customer.browser().awaitOnly("ticket_created", PATIENCE);
        byte[] good = refusal(ticket);
        byte[] other = refusal(stranger);

        List<Poison> bad =
                poison(
                        Topics.PREFERENCE_EVENTS,
                        Poison.notJson(1),
                        Poison.unknownType(stranger.id(), other, 1),
                        Poison.keyIsNoTicket(other, 1));
        write(Topics.PREFERENCE_EVENTS, good);

        awaitCallNotSent();
        mustBeSetAside(Topics.PREFERENCE_EVENTS, bad);
    }

    @Test
    void on_the_delivery_topic_the_end_of_a_subscription_behind_it_is_noted() throws Exception {
        Answer subscribed = office.subscriptions().send(customer.subscribe(office.key()));
        assertThat(activeSubscriptions()).isOne();
        byte[] good = gone(ticket, subscribed.text("subscriptionId"));
        byte[] other = gone(stranger, UUID.randomUUID().toString());

        List<Poison> bad =
                poison(
                        Topics.DELIVERY_EVENTS,
                        Poison.notJson(1),
                        Poison.unknownType(stranger.id(), other, 1),
                        Poison.keyIsNoTicket(other, 1));
        write(Topics.DELIVERY_EVENTS, good);

        await("the subscription to be known as gone")
                .atMost(PATIENCE)
                .until(() -> activeSubscriptions() == 0);
        mustBeSetAside(Topics.DELIVERY_EVENTS, bad);
    }

    /** As an older reader of the topic left it, or one whose mistake has been mended. */
    @Test
    void a_dead_letter_that_can_be_read_by_now_is_told_once_it_is_replayed() throws Exception {
        office.subscribe(customer);
        customer.browser().awaitOnly("ticket_created", PATIENCE);
        writer.write(
                Topics.deadLettersOf(Topics.TICKET_EVENTS),
                0,
                ticket.id().toString(),
                cancellation(ticket));

        assertThat(replay("--dry-run")).contains(" 1 would be replayed,");
        assertThat(replay()).contains(" 1 replayed,");

        customer.browser().awaitOnly("ticket_cancelled", PATIENCE);
    }

    /** The command, for letters that give no reason: those of no service. */
    private static String replay(String... options) throws Exception {
        String servers = office.system().kafka().bootstrapServers();
        int port = Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1));
        List<String> command = new ArrayList<>();
        command.add(Repository.home().resolve("deploy/local/replay-dead-letters").toString());
        // Kafka stands six ports behind the gateway.
        command.addAll(List.of("--port", Integer.toString(port - 6)));
        command.addAll(List.of("--topic", Topics.TICKET_EVENTS.name(), "--reason", "unknown"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        return told;
    }

    private static byte[] cancellation(InventedTicket of) {
        return EventWriter.encode(
                TicketEvents.TYPES, of.id(), of.cancelled(2, TicketCancelled.Reason.STAFF));
    }

    private byte[] binding(InventedTicket of) {
        return EventWriter.encode(
                SubscriptionEvents.BINDINGS,
                of.id(),
                of.bound(customer.browser(), office.key().keyId()));
    }

    private static byte[] refusal(InventedTicket of) {
        return EventWriter.encode(SubscriptionEvents.PREFERENCES, of.id(), of.pushDenied());
    }

    private static byte[] gone(InventedTicket of, String subscription) {
        return EventWriter.encode(
                DeliveryEvents.TYPES,
                of.id(),
                new SubscriptionGone(
                        UUID.fromString(subscription),
                        of.id(),
                        SubscriptionGone.Reason.GONE,
                        Instant.now()));
    }

    private List<Poison> poison(KafkaTopic topic, Poison... records) {
        for (Poison record : records) {
            writer.write(topic, PARTITION, record.key(), record.value());
        }
        return List.of(records);
    }

    private void write(KafkaTopic topic, byte[] good) {
        writer.write(topic, PARTITION, ticket.id().toString(), good);
    }

    /** Each once per service that had to refuse it. */
    private static void mustBeSetAside(KafkaTopic topic, List<Poison> records) {
        EventLog log = new EventLog(office.system().kafka().bootstrapServers());
        for (Poison poison : records) {
            List<ConsumerRecord<String, byte[]>> copies = new ArrayList<>();
            await(poison + " on the dead-letter topic of " + topic.name())
                    .atMost(PATIENCE)
                    .until(
                            () -> {
                                copies.clear();
                                log.readAll(Topics.deadLettersOf(topic)).stream()
                                        .filter(poison::isIn)
                                        .forEach(copies::add);
                                return copies.size() >= poison.readers();
                            });
            poison.mustBeExplainedBy(copies);
        }
    }

    private void awaitSubscribingIsRefused() {
        Command again = customer.subscribe(office.key());
        await("the end to reach subscription-service")
                .atMost(PATIENCE)
                .until(() -> office.subscriptions().send(again).status() == 409);
    }

    /** Calls again and again until a call is no longer sent. */
    private void awaitCallNotSent() {
        AtomicLong version = new AtomicLong(1);
        await("a call that is not sent")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            write(
                                    Topics.TICKET_EVENTS,
                                    EventWriter.encode(
                                            TicketEvents.TYPES,
                                            ticket.id(),
                                            ticket.called(version.incrementAndGet())));
                            return office.log().of(ticket.id()).stream()
                                    .anyMatch(i -> i.path("status").asText().equals("SKIPPED"));
                        });
    }

    private int activeSubscriptions() throws Exception {
        String path =
                "/api/notifications/subscribe?organizationId=%s&ticketId=%s"
                        .formatted(customer.organization(), customer.ticket());
        JsonNode held = office.subscriptions().get(path, customer.token()).body();
        return held.path("activeSubscriptions").asInt();
    }
}
