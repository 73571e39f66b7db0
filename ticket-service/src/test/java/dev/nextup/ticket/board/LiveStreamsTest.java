package dev.nextup.ticket.board;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.event.Topics;
import dev.nextup.ticket.Demo;
import dev.nextup.ticket.TestTokens;
import dev.nextup.ticket.board.EventStream.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LiveStreamsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Kept modest, so that it passes beside other builds. */
    private static final int MANY = 500;

    @TestHTTPResource URI server;
    @Inject Pool pool;
    @Inject MeterRegistry metrics;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<EventStream> opened = new ArrayList<>();
    private Demo demo;
    private String queue;
    private String clerk;

    @BeforeEach
    void emptyQueues() {
        demo = Demo.load();
        demo.drain("GEN");
        queue = demo.service("GEN");
        clerk = TestTokens.staff(demo.organizationId, "employee");
    }

    @AfterEach
    void closeAll() {
        opened.forEach(EventStream::close);
    }

    @Test
    void a_stream_starts_with_a_snapshot_that_is_the_answer_of_the_matching_get() throws Exception {
        JsonPath ticket = demo.takeTicket("GEN");
        Map<String, String> tokens = new HashMap<>();
        tokens.put("/api/tickets/" + ticket.getString("id"), ticket.getString("token"));
        tokens.put("/api/queues/" + queue, clerk);
        tokens.put("/api/queues/" + demo.department("Citizen Services"), clerk);
        tokens.put("/api/queues/" + queue + "/board", "");

        for (Map.Entry<String, String> stream : tokens.entrySet()) {
            Event first = open(stream.getKey() + "/events", stream.getValue()).next();

            assertThat(first.name()).isEqualTo("snapshot");
            assertThat(first.id()).isNotEmpty();
            assertThat(first.data()).isEqualTo(get(stream.getKey(), stream.getValue()));
        }
    }

    @Test
    void a_call_is_told_to_the_holder_to_staff_and_to_every_board() throws Exception {
        JsonPath ticket = demo.takeTicket("GEN");
        String number = ticket.getString("number");
        EventStream holder = openTicket(ticket);
        EventStream staff = open("/api/queues/" + queue + "/events", clerk);
        EventStream board = open("/api/queues/" + queue + "/board/events", "");
        EventStream hall =
                open("/api/queues/" + demo.department("Citizen Services") + "/board/events", "");
        for (EventStream stream : opened) {
            stream.next();
        }

        callNext();

        Event told = holder.next(data -> data.path("status").asText().equals("CALLED"));
        assertThat(told.name()).isEqualTo("change");
        assertThat(told.id()).isNotEmpty();
        assertThat(told.data()).isEqualTo(get(path(ticket), ticket.getString("token")));
        staff.next(data -> data.path("currentlyServing").asText().equals(number));
        board.next(data -> data.at("/serving/0/number").asText().equals(number));
        hall.next(data -> data.at("/serving/0/number").asText().equals(number));
    }

    @Test
    void those_who_wait_are_told_that_they_have_moved_up() throws Exception {
        demo.takeTicket("GEN");
        EventStream second = openTicket(demo.takeTicket("GEN"));
        assertThat(second.next().data().path("position").asInt()).isEqualTo(2);

        callNext();

        second.next(data -> data.path("position").asInt() == 1);
    }

    @Test
    void a_board_tells_every_call() throws Exception {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            taken.add(demo.takeTicket("GEN").getString("number"));
        }
        EventStream board = open("/api/queues/" + queue + "/board/events", "");
        board.next();

        for (int i = 0; i < 5; i++) {
            callNext();
        }

        Set<String> shown = new HashSet<>();
        board.next(
                data -> {
                    data.path("serving").forEach(call -> shown.add(call.path("number").asText()));
                    return shown.containsAll(taken);
                });
    }

    @Test
    void an_ended_tickets_stream_stays_open_until_its_client_goes() throws Exception {
        JsonPath ticket = demo.takeTicket("GEN");
        EventStream holder = openTicket(ticket);
        holder.next();
        callNext();
        demo.asClerk().post(path(ticket) + "/complete").then().statusCode(200);
        holder.next(data -> data.path("status").asText().equals("COMPLETED"));

        assertThat(holder.nextComment()).isEqualTo(":");
    }

    @Test
    void a_ticket_that_went_to_another_department_is_told_of_changes_there() throws Exception {
        JsonPath ticket = demo.takeTicket("GEN");
        EventStream holder = openTicket(ticket);
        holder.next();
        pool.preparedQuery("UPDATE ticket SET service_id = $2 WHERE id = $1")
                .execute(
                        Tuple.of(
                                UUID.fromString(ticket.getString("id")),
                                UUID.fromString(demo.service("BLD"))))
                .await()
                .indefinitely();
        demo.takeTicket("GEN");
        holder.next(data -> data.path("serviceId").asText().equals(demo.service("BLD")));

        demo.drain("BLD");

        holder.next(data -> data.path("status").asText().equals("CALLED"));
    }

    @Test
    void who_comes_back_is_told_the_present() throws Exception {
        demo.takeTicket("GEN");
        String path = "/api/queues/" + queue + "/board/events";
        Event before = open(path, "").next();
        callNext();

        EventStream back =
                EventStream.open(http, server.resolve(path), "", "Last-Event-ID", before.id());
        opened.add(back);

        Event first = back.next();
        assertThat(first.name()).isEqualTo("snapshot");
        assertThat(first.data()).isEqualTo(get("/api/queues/" + queue + "/board", ""));
    }

    @Test
    void comments_keep_a_quiet_stream_alive() throws Exception {
        EventStream board = open("/api/queues/" + queue + "/board/events", "");

        assertThat(board.nextComment()).isEqualTo(":");
        assertThat(board.nextComment()).isEqualTo(":");
    }

    @Test
    void a_stream_ends_with_its_token() throws Exception {
        String brief =
                TestTokens.staffUntil(
                        demo.organizationId, "employee", Instant.now().plusSeconds(4));
        EventStream staff = open("/api/queues/" + queue + "/events", brief);
        staff.next();

        staff.awaitEnd();
    }

    @Test
    void refusals_are_problems_and_no_stream() {
        String nobody = "/api/queues/" + UUID.randomUUID();
        JsonPath ticket = demo.takeTicket("GEN");
        String other = TestTokens.staff(UUID.randomUUID(), "admin");

        refused(nobody + "/board/events", "", 404, "unknown-queue");
        refused(nobody + "/events", clerk, 404, "unknown-queue");
        refused("/api/queues/" + queue + "/events", other, 404, "unknown-queue");
        refused("/api/queues/" + queue + "/events", ticket.getString("token"), 403, "forbidden");
        refused("/api/queues/" + queue + "/events", "nonsense", 401, "unauthorized");
        refused(path(ticket) + "/events", "nonsense", 401, "unauthorized");
        refused(path(ticket) + "/events", other, 404, "unknown-ticket");
        refused(
                path(ticket) + "/events",
                TestTokens.holder(UUID.randomUUID(), demo.organizationId),
                404,
                "unknown-ticket");
    }

    @Test
    void a_record_that_cannot_be_read_is_skipped_and_counted() throws Exception {
        JsonPath ticket = demo.takeTicket("GEN");
        EventStream holder = openTicket(ticket);
        holder.next();
        double before = count("nextup.live.records", "unreadable");

        Map<String, Object> producer = new HashMap<>(kafka);
        try (KafkaProducer<String, byte[]> poison =
                new KafkaProducer<>(producer, new StringSerializer(), new ByteArraySerializer())) {
            poison.send(new ProducerRecord<>(Topics.TICKET_EVENTS.name(), "x", new byte[] {'{'}))
                    .get();
        }
        callNext();

        holder.next(data -> data.path("status").asText().equals("CALLED"));
        demo.takeTicket("GEN");
        EventStream board = open("/api/queues/" + queue + "/board/events", "");
        board.next();
        callNext();
        board.next();
        assertThat(count("nextup.live.records", "unreadable")).isEqualTo(before + 1);
    }

    @Test
    void many_streams_are_all_told_and_their_number_is_known() throws Exception {
        JsonPath ticket = demo.takeTicket("GEN");
        String number = ticket.getString("number");
        for (int i = 0; i < MANY - 2; i++) {
            open("/api/queues/" + queue + "/board/events", "");
        }
        open("/api/queues/" + queue + "/events", clerk);
        openTicket(ticket);
        for (EventStream stream : opened) {
            stream.next();
        }
        assertThat(openStreams()).isGreaterThanOrEqualTo(MANY);

        callNext();

        for (EventStream stream : opened) {
            stream.next(data -> data.toString().contains("\"" + number + "\"") && called(data));
        }
    }

    private static boolean called(JsonNode data) {
        return data.path("status").asText().equals("CALLED")
                || data.path("called").size() > 0
                || data.path("serving").size() > 0;
    }

    private void refused(String path, String token, int status, String code) {
        given().header("Authorization", token.isEmpty() ? "" : "Bearer " + token)
                .header("Accept", "text/event-stream")
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    private double openStreams() {
        return metrics.find("nextup.live.streams").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    private double count(String name, String outcome) {
        return metrics.counter(name, "outcome", outcome).count();
    }

    private EventStream openTicket(JsonPath ticket) {
        return open(path(ticket) + "/events", ticket.getString("token"));
    }

    private EventStream open(String path, String token) {
        EventStream stream = EventStream.open(http, server.resolve(path), token);
        opened.add(stream);
        return stream;
    }

    private static String path(JsonPath ticket) {
        return "/api/tickets/" + ticket.getString("id");
    }

    private void callNext() {
        demo.asClerk().post("/api/queues/" + queue + "/call-next").then().statusCode(200);
    }

    private static JsonNode get(String path, String token) throws Exception {
        return JSON.readTree(
                (token.isEmpty() ? given() : given().auth().oauth2(token)).get(path).asString());
    }
}
