package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.endtoend.Command.Kind;
import dev.nextup.local.process.ServiceProcess;
import dev.nextup.local.push.PushService;
import dev.nextup.local.push.Settings;
import dev.nextup.local.push.TestCertificate;
import dev.nextup.test.LocalSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A running office whose customers are told: subscription-service and replicas of
 * notification-dispatcher beside it, and a push service within this JVM, which outlives them all.
 *
 * @param browsers client of the push service
 * @param key to subscribe with
 */
record NotifiedOffice(
        RunningOffice office,
        List<ServiceProcess> dispatchers,
        TicketClient subscriptions,
        PushService push,
        TicketClient browsers,
        ApplicationServerKey key)
        implements AutoCloseable {

    /** Where notifications lead. */
    static final String PUBLIC_URL = "https://queue.example";

    /** One replica of ticket-service and this many dispatchers, all ready. */
    static NotifiedOffice open(int dispatchers) throws Exception {
        return open(dispatchers, Map.of());
    }

    /**
     * @param environment of every service
     */
    static NotifiedOffice open(int dispatchers, Map<String, String> environment) throws Exception {
        PushService push = PushService.start(Settings.FOR_A_TEST);
        try {
            return open(RunningOffice.open(1, environment), dispatchers, push);
        } catch (Exception | AssertionError e) {
            push.close();
            throw e;
        }
    }

    private static NotifiedOffice open(RunningOffice office, int dispatchers, PushService push)
            throws IOException {
        try {
            ServiceProcess subscriptionService =
                    office.system().service("subscription-service", Map.of());
            List<ServiceProcess> replicas =
                    IntStream.range(0, dispatchers)
                            .mapToObj(number -> dispatcher(office.system(), number))
                            .toList();
            start(subscriptionService, replicas);
            TicketClient subscriptions = new TicketClient(subscriptionService.address());
            return new NotifiedOffice(
                    office,
                    replicas,
                    subscriptions,
                    push,
                    new TicketClient(URI.create(push.publicUrl())),
                    ApplicationServerKey.of(subscriptions));
        } catch (Exception | AssertionError e) {
            office.close();
            throw e;
        }
    }

    private static void start(ServiceProcess subscriptionService, List<ServiceProcess> replicas) {
        subscriptionService.start();
        replicas.forEach(ServiceProcess::start);
        subscriptionService.awaitReady(RunningOffice.START_LIMIT);
        replicas.forEach(replica -> replica.awaitReady(RunningOffice.START_LIMIT));
    }

    /**
     * One replica of the dispatcher, not started. Its place in the Kafka group has its number, so
     * that whoever starts after a kill has the partitions of the dead at once.
     */
    static ServiceProcess dispatcher(LocalSystem system, int number) {
        return system.service("notification-dispatcher", environmentOf(number));
    }

    /**
     * As {@link #dispatcher}, but a call that no device shows is not sent again, for tests that
     * count what is sent and in which no device acknowledges.
     */
    static ServiceProcess patientDispatcher(LocalSystem system, int number) {
        Map<String, String> environment = new HashMap<>(environmentOf(number));
        environment.put("NEXTUP_FALLBACK_AFTER", "PT1H");
        return system.service("notification-dispatcher", environment);
    }

    private static Map<String, String> environmentOf(int number) {
        return Map.of(
                "NEXTUP_INSTANCE_ID",
                "dispatcher-" + number,
                "NEXTUP_PUBLIC_URL",
                PUBLIC_URL,
                "NEXTUP_PUSH_CA_FILE",
                certificate().pem().toAbsolutePath().toString());
    }

    /** Of a push service over TLS, trusted by every dispatcher beside the usual ones. */
    static TestCertificate certificate() {
        return TestCertificate.in(Path.of("target/test-certificate"));
    }

    TicketClient tickets() {
        return office.clients().get(0);
    }

    DemoOffice demo() {
        return office.demo();
    }

    LocalSystem system() {
        return office.system();
    }

    NotificationLog log() {
        TicketClient dispatcher = new TicketClient(dispatchers.get(0).address());
        return new NotificationLog(dispatcher, demo(), system().postgres());
    }

    /** Somebody takes a ticket, with a browser that is not subscribed yet. */
    Customer takeTicket() throws IOException {
        return takeTicket(SimulatedBrowser.open(browsers, key));
    }

    Customer takeTicket(SimulatedBrowser browser) throws IOException {
        Answer answer = tickets().send(demo().take(demo().general(), UUID.randomUUID().toString()));
        assertThat(answer.status()).isEqualTo(201);
        return Customer.with(answer.body(), browser);
    }

    /** As staff read it. */
    JsonNode ticket(Customer customer) throws IOException {
        return tickets().get("/api/tickets/" + customer.ticket(), demo().token()).body();
    }

    /** What a browser's worker does with the notification. */
    void acknowledge(PushedMessage message, String done) throws IOException {
        String body =
                "{\"token\":\"%s\",\"event\":\"%s\"}"
                        .formatted(message.data().path("ackToken").asText(), done);
        Command ack = new Command(Kind.ACKNOWLEDGE, "/api/notifications/ack", body, "", "");
        TicketClient dispatcher = new TicketClient(dispatchers.get(0).address());
        assertThat(dispatcher.send(ack).status()).isEqualTo(204);
    }

    void subscribe(Customer customer) throws IOException {
        assertThat(subscriptions.send(customer.subscribe(key)).status()).isEqualTo(200);
    }

    @Override
    public void close() {
        office.close();
        push.close();
    }
}
