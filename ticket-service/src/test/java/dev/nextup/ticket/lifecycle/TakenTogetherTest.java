package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.ticket.organization.OtherOrganization;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers who come while a ticket is being issued to another are one group. */
@QuarkusTest
class TakenTogetherTest {

    private static final int MANY = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject Pool pool;
    @Inject MeterRegistry meters;

    private final ExecutorService customers = Executors.newFixedThreadPool(MANY + 1);
    private OtherOrganization office;
    private String service;

    @BeforeEach
    void open() {
        office = OtherOrganization.create(pool);
        service = office.service(office.department(office.branch()), "AAA");
        take(key(), null).then().statusCode(201);
    }

    @AfterEach
    void gone() {
        customers.shutdownNow();
    }

    @Test
    void each_gets_the_next_number_and_is_told_the_place_it_has() {
        List<JsonPath> tickets =
                whileIssued(
                                () -> take(key(), null),
                                Collections.nCopies(MANY, () -> take(key(), null)))
                        .stream()
                        .map(answer -> answer.then().statusCode(201).extract().jsonPath())
                        .sorted(Comparator.comparing(t -> t.getString("number")))
                        .toList();

        Map<String, Integer> oneEach = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            // One was issued before, one is what all waited for.
            assertThat(tickets.get(i).getString("number")).isEqualTo("AAA-%03d".formatted(i + 3));
            assertThat(tickets.get(i).getInt("position")).isEqualTo(i + 3);
            oneEach.put(tickets.get(i).getString("id"), 1);
        }
        Map<String, List<JsonNode>> events = PublishedEvents.ofAll(oneEach);
        for (JsonPath ticket : tickets) {
            JsonNode created = events.get(ticket.getString("id")).get(0);
            assertThat(created.path("type").asText()).isEqualTo("dev.nextup.ticket.created.v1");
            assertThat(created.path("data").path("position").asInt())
                    .isEqualTo(ticket.getInt("position"));
        }
        // The first, the one all waited for, and the others together.
        assertThat(transactions()).isEqualTo(3);
    }

    @Test
    void a_key_that_comes_twice_is_one_ticket_and_one_used_before_is_the_ticket_it_was() {
        String old = key();
        String id = take(old, null).jsonPath().getString("id");
        String twice = key();

        List<String> ids =
                whileIssued(
                                () -> take(key(), null),
                                List.of(
                                        () -> take(old, null),
                                        () -> take(twice, null),
                                        () -> take(twice, null),
                                        () -> take(key(), null)))
                        .stream()
                        .map(answer -> answer.then().statusCode(201).extract().path("id"))
                        .map(String.class::cast)
                        .toList();

        assertThat(ids.get(0)).isEqualTo(id);
        assertThat(ids.get(1)).isEqualTo(ids.get(2));
        assertThat(new HashSet<>(ids)).hasSize(3);
    }

    @Test
    void a_wrong_code_is_refused_and_those_beside_it_are_not() {
        pool.preparedQuery(
                        "UPDATE service SET join_code_required = true, join_secret = sha256('s') WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(service)));
        String code =
                office.as("employee")
                        .get("/api/queues/" + service + "/join-code")
                        .jsonPath()
                        .getString("code");

        List<Response> answers =
                whileIssued(
                        () -> take(key(), code),
                        List.of(
                                () -> take(key(), code),
                                () -> take(key(), "00000000"),
                                () -> take(key(), code)));

        assertThat(answers).extracting(Response::statusCode).containsExactly(201, 403, 201);
    }

    /** Holds the first up in the database until the others have come. */
    private List<Response> whileIssued(Supplier<Response> first, List<Supplier<Response>> others) {
        SqlConnection connection = pool.getConnectionAndAwait();
        Transaction lock = connection.beginAndAwait();
        List<CompletableFuture<Response>> answers = new ArrayList<>();
        try {
            connection
                    .preparedQuery("SELECT 1 FROM ticket_series WHERE service_id = $1 FOR UPDATE")
                    .executeAndAwait(Tuple.of(UUID.fromString(service)));
            CompletableFuture<Response> held = comes(first);
            awaitCustomers(1);
            others.forEach(other -> answers.add(comes(other)));
            awaitCustomers(1 + others.size());
            lock.rollbackAndAwait();
            assertThat(held).succeedsWithin(PATIENCE);
        } finally {
            connection.closeAndAwait();
        }
        answers.forEach(answer -> assertThat(answer).succeedsWithin(PATIENCE));
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Response> comes(Supplier<Response> customer) {
        return CompletableFuture.supplyAsync(customer, customers);
    }

    /** Requests that are being answered. */
    private void awaitCustomers(int number) {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                meters.get("http.server.active.requests").gauges().stream()
                                        .mapToDouble(Gauge::value)
                                        .sum(),
                        active -> active >= number);
    }

    private int transactions() {
        return pool.preparedQuery(
                        "SELECT count(DISTINCT xmin::text) FROM ticket WHERE service_id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(service)))
                .iterator()
                .next()
                .getInteger(0);
    }

    private Response take(String key, String code) {
        String body =
                "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"%s}"
                        .formatted(
                                office.id(),
                                service,
                                code == null ? "" : ",\"joinCode\":\"" + code + "\"");
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/tickets");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
