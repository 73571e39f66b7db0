package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.event.Topics;
import dev.nextup.event.delivery.Channel;
import dev.nextup.event.delivery.DeliveryAcknowledged;
import dev.nextup.event.delivery.DeliveryEvents;
import dev.nextup.event.delivery.DeliveryFacts;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.local.process.ServiceProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whichever replica holds a client's stream, it is told what happens on any other. */
class LiveReplicasIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RunningOffice running;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void startTwo() throws Exception {
        running = RunningOffice.open();
    }

    @AfterAll
    static void stopAll() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void a_client_of_one_replica_sees_a_call_made_on_the_other() throws Exception {
        DemoOffice office = running.demo();
        TicketClient first = running.clients().get(0);
        TicketClient second = running.clients().get(1);
        Answer ticket = first.send(office.take(office.buildingPermits(), ""));
        String number = ticket.text("number");
        URI replica = running.replicas().get(0).address();
        String queue = replica + "/api/queues/" + office.buildingPermits();
        try (Reader holder =
                        new Reader(
                                replica + "/api/tickets/" + ticket.text("id") + "/events",
                                ticket.text("token"));
                Reader staff = new Reader(queue + "/events", office.token());
                Reader board = new Reader(queue + "/board/events", "")) {
            holder.await(data -> data.path("status").asText().equals("WAITING"));
            staff.await(data -> data.at("/counts/waiting").asInt() == 1);
            board.await(data -> data.path("waiting").asInt() == 1);

            Answer called = second.send(office.callNext(office.buildingPermits(), ""));

            assertThat(called.text("number")).isEqualTo(number);
            holder.await(data -> data.path("status").asText().equals("CALLED"));
            staff.await(data -> data.path("currentlyServing").asText().equals(number));
            board.await(data -> data.at("/serving/0/number").asText().equals(number));
        }
    }

    @Test
    void clients_of_every_replica_see_that_a_customer_was_reached() throws Exception {
        DemoOffice office = running.demo();
        TicketClient first = running.clients().get(0);
        Answer taken = first.send(office.take(office.general(), ""));
        UUID ticket = UUID.fromString(taken.text("id"));
        List<Reader> readers = new ArrayList<>();
        try (EventWriter events = new EventWriter(running.system().kafka().bootstrapServers())) {
            for (ServiceProcess replica : running.replicas()) {
                String queue = replica.address() + "/api/queues/" + office.general();
                readers.add(new Reader(queue + "/events", office.token()));
                readers.add(
                        new Reader(
                                replica.address() + "/api/tickets/" + ticket + "/events",
                                office.token()));
            }
            for (Reader reader : readers) {
                reader.await(data -> data.has("id"));
            }

            events.write(Topics.DELIVERY_EVENTS, ticket, shown(ticket, office.organization()));

            for (Reader reader : readers) {
                reader.await(data -> data.findPath("reach").path("state").asText().equals("shown"));
            }
        } finally {
            for (Reader reader : readers) {
                reader.close();
            }
        }
    }

    private static byte[] shown(UUID ticket, String organization) {
        Instant now = Instant.now();
        DeliveryFacts facts =
                new DeliveryFacts(
                        UUID.randomUUID(),
                        ticket,
                        UUID.fromString(organization),
                        NotificationType.TICKET_CREATED,
                        Channel.PUSH,
                        now,
                        now);
        return EventWriter.encode(
                DeliveryEvents.TYPES,
                ticket,
                new DeliveryAcknowledged(facts, DeliveryAcknowledged.Acknowledgement.SHOWN));
    }

    /** Reads one stream. */
    private final class Reader implements AutoCloseable {

        private final BufferedReader lines;

        Reader(String address, String token) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    http.send(request.build(), BodyHandlers.ofInputStream()).body(),
                                    StandardCharsets.UTF_8));
        }

        void await(Predicate<JsonNode> fits) throws Exception {
            CompletableFuture.runAsync(() -> readUntil(fits))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void readUntil(Predicate<JsonNode> fits) {
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data: ") && fits.test(JSON.readTree(line.substring(6)))) {
                        return;
                    }
                }
                throw new AssertionError("the stream ended");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
