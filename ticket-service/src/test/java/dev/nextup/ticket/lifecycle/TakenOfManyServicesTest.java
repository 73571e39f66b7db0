package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.ticket.group.ApartException;
import dev.nextup.ticket.group.Gathering;
import dev.nextup.ticket.lifecycle.SharedIssuing.OpenService;
import dev.nextup.ticket.lifecycle.SharedIssuing.Wanted;
import dev.nextup.ticket.lifecycle.TicketIssuing.NewTicket;
import dev.nextup.ticket.organization.OtherOrganization;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers of different services who come while a ticket is being issued are one group. */
@QuarkusTest
class TakenOfManyServicesTest {

    private static final int SERVICES = 6;

    /** Who comes with this key waits as long as the row is held. */
    private static final String HOLD_KEY =
            "INSERT INTO idempotency_key (caller, method, path, key, request_hash)"
                    + " VALUES ('anybody', 'POST', '/api/tickets', $1::uuid::text, sha256('other'))";

    @Inject Pool pool;
    @Inject MeterRegistry meters;
    @Inject SharedIssuing shared;

    private Gathering gathering;
    private OtherOrganization office;
    private String department;
    private final List<String> services = new ArrayList<>();

    /** All of one lane, and each with a ticket today. */
    @BeforeEach
    void open() {
        gathering = new Gathering(pool, meters);
        office = OtherOrganization.create(pool);
        department = office.department(office.branch());
        for (char prefix = 'A'; services.size() < SERVICES; prefix++) {
            String service = office.service(department, "SV" + prefix);
            if (TicketTaking.lane(UUID.fromString(service)) == 0) {
                services.add(service);
                take(service, key()).then().statusCode(201);
            }
        }
    }

    @AfterEach
    void gone() {
        gathering.close();
    }

    @Test
    void each_gets_the_next_number_of_its_service_and_all_are_one_transaction() {
        List<JsonPath> tickets =
                behindAKey(twoEach()).stream()
                        .map(answer -> answer.then().statusCode(201).extract().jsonPath())
                        .toList();

        Map<String, Integer> oneEach = new HashMap<>();
        Map<String, List<Integer>> positions = new HashMap<>();
        for (JsonPath ticket : tickets) {
            oneEach.put(ticket.getString("id"), 1);
            assertThat(ticket.getString("number"))
                    .endsWith("-%03d".formatted(ticket.getInt("position")));
            positions
                    .computeIfAbsent(ticket.getString("serviceId"), id -> new ArrayList<>())
                    .add(ticket.getInt("position"));
        }
        // The first of the first service is the one that all waited for.
        services.forEach(
                id -> {
                    int before = id.equals(services.get(0)) ? 2 : 1;
                    assertThat(positions.get(id)).containsExactlyInAnyOrder(before + 1, before + 2);
                });
        Map<String, List<JsonNode>> events = PublishedEvents.ofAll(oneEach);
        for (JsonPath ticket : tickets) {
            JsonNode created = events.get(ticket.getString("id")).get(0);
            assertThat(created.path("type").asText()).isEqualTo("dev.nextup.ticket.created.v1");
            assertThat(created.path("data").path("position").asInt())
                    .isEqualTo(ticket.getInt("position"));
        }
        assertThat(transactionsOf(tickets)).isEqualTo(1);
    }

    @Test
    void whom_something_stands_against_is_answered_alone_and_no_number_is_lost() {
        pool.preparedQuery("UPDATE service SET open = false WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(services.get(1))));
        pool.preparedQuery("UPDATE service SET capacity_per_day = 1 WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(services.get(2))));
        String old = key();
        String ticketOfOld = take(services.get(3), old).path("id");

        List<Response> answers =
                behindAKey(
                        List.of(
                                () -> take(services.get(0), key()),
                                () -> take(services.get(1), key()),
                                () -> take(services.get(2), key()),
                                () -> take(services.get(3), old),
                                () -> take(unknownService(), key()),
                                () -> take(services.get(4), key())));

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsExactly(201, 409, 409, 201, 404, 201);
        assertThat(answers.get(1).<String>path("code")).isEqualTo("queue-closed");
        assertThat(answers.get(2).<String>path("code")).isEqualTo("queue-full");
        assertThat(answers.get(3).<String>path("id")).isEqualTo(ticketOfOld);
        assertThat(lastNumbers()).containsExactly(3, 1, 1, 2, 2, 1);
    }

    @Test
    void a_key_of_one_who_was_refused_can_be_used_again() {
        close(services.get(1), true);
        String key = key();

        List<Response> answers =
                behindAKey(
                        List.of(
                                () -> take(services.get(0), key()),
                                () -> take(services.get(1), key)));
        assertThat(answers).extracting(Response::statusCode).containsExactly(201, 409);

        close(services.get(1), false);
        take(services.get(1), key).then().statusCode(201);
    }

    @Test
    void a_key_that_comes_twice_at_once_is_one_ticket_and_a_conflict_for_another_service() {
        String key = key();

        List<Response> answers =
                behindAKey(
                        List.of(
                                () -> take(services.get(1), key),
                                () -> take(services.get(1), key),
                                () -> take(services.get(2), key())));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers.get(0).<String>path("id")).isEqualTo(answers.get(1).path("id"));
        take(services.get(3), key).then().statusCode(422);
    }

    @Test
    void a_service_that_somebody_holds_holds_up_nobody_of_the_others() throws Exception {
        SqlConnection holder = pool.getConnectionAndAwait();
        CompletableFuture<Response> held;
        try {
            Transaction holding = holder.beginAndAwait();
            holder.preparedQuery("SELECT 1 FROM service WHERE id = $1 FOR UPDATE")
                    .executeAndAwait(Tuple.of(UUID.fromString(services.get(0))));
            held = CompletableFuture.supplyAsync(() -> take(services.get(0), key()));

            take(services.get(1), key()).then().statusCode(201);

            assertThat(held).isNotDone();
            holding.rollbackAndAwait();
        } finally {
            holder.closeAndAwait();
        }
        held.get(20, TimeUnit.SECONDS).then().statusCode(201);
    }

    @Test
    void nobody_is_issued_a_ticket_of_a_department_deactivated_since_it_was_seen_open() {
        List<UUID> ids = services.stream().map(UUID::fromString).toList();
        pool.preparedQuery("UPDATE ticket SET status = 'CANCELLED' WHERE service_id = ANY ($1)")
                .executeAndAwait(Tuple.of(ids.toArray(UUID[]::new)));

        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            Transaction transaction = connection.beginAndAwait();
            Map<UUID, OpenService> open = shared.open(connection, ids).await().indefinitely();
            office.as("admin")
                    .delete(office.path("departments/" + department))
                    .then()
                    .statusCode(204);

            assertThatThrownBy(() -> issue(connection, open).await().indefinitely())
                    .isInstanceOf(ApartException.class);

            transaction.rollbackAndAwait();
        } finally {
            connection.closeAndAwait();
        }
        assertThat(lastNumbers()).containsOnly(1);
    }

    private Uni<?> issue(SqlConnection connection, Map<UUID, OpenService> open) {
        assertThat(open).hasSize(SERVICES);
        List<Wanted> wanted = new ArrayList<>();
        open.forEach(
                (id, service) ->
                        wanted.add(
                                new Wanted(
                                        id,
                                        service.moment(),
                                        List.of(new NewTicket(UUID.randomUUID(), null)))));
        return shared.issue(connection, wanted);
    }

    private void close(String service, boolean closed) {
        pool.preparedQuery("UPDATE service SET open = $2 WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(service), !closed));
    }

    private List<Supplier<Response>> twoEach() {
        List<Supplier<Response>> customers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            services.forEach(service -> customers.add(() -> take(service, key())));
        }
        return customers;
    }

    /** Whose answers are those of all but the first. */
    private List<Response> behindAKey(List<Supplier<Response>> others) {
        String key = key();
        return gathering.behind(HOLD_KEY, key, () -> take(services.get(0), key), others);
    }

    private long transactionsOf(List<JsonPath> tickets) {
        UUID[] ids =
                tickets.stream().map(t -> UUID.fromString(t.getString("id"))).toArray(UUID[]::new);
        return pool.preparedQuery(
                        "SELECT count(DISTINCT xmin::text) FROM ticket WHERE id = ANY ($1)")
                .executeAndAwait(Tuple.of(ids))
                .iterator()
                .next()
                .getLong(0);
    }

    /** Of the same lane, so that who asks for it waits behind the key too. */
    private static String unknownService() {
        return Stream.generate(UUID::randomUUID)
                .filter(id -> TicketTaking.lane(id) == 0)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    /** Of each service, in their order. */
    private List<Integer> lastNumbers() {
        return services.stream()
                .map(
                        service ->
                                pool.preparedQuery(
                                                "SELECT last_number FROM ticket_series WHERE service_id = $1")
                                        .executeAndAwait(Tuple.of(UUID.fromString(service)))
                                        .iterator()
                                        .next()
                                        .getInteger(0))
                .toList();
    }

    private Response take(String service, String key) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(
                        "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                                .formatted(office.id(), service))
                .post("/api/tickets");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
