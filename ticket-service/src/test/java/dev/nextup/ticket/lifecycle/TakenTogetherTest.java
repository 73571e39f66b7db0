package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.ticket.group.Gathering;
import dev.nextup.ticket.organization.OtherOrganization;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers who come while a ticket is being issued to another are one group. */
@QuarkusTest
class TakenTogetherTest {

    private static final int MANY = 24;

    @Inject Pool pool;
    @Inject MeterRegistry meters;

    private Gathering gathering;
    private OtherOrganization office;
    private String service;

    @BeforeEach
    void open() {
        gathering = new Gathering(pool, meters);
        office = OtherOrganization.create(pool);
        service = office.service(office.department(office.branch()), "AAA");
        take(key(), null).then().statusCode(201);
    }

    @AfterEach
    void gone() {
        gathering.close();
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
    void what_was_answered_to_one_of_many_is_answered_again() {
        String key = key();

        Response answer =
                whileIssued(
                                () -> take(key(), null),
                                List.of(() -> take(key(), null), () -> take(key, null)))
                        .get(1);

        take(key, null).then().statusCode(201).body("id", equalTo(answer.path("id")));
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

    private List<Response> whileIssued(Supplier<Response> first, List<Supplier<Response>> others) {
        return gathering.behind(
                "SELECT 1 FROM ticket_series WHERE service_id = $1 FOR UPDATE",
                service,
                first,
                others);
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
