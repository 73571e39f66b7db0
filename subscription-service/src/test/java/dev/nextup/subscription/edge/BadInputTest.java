package dev.nextup.subscription.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.subscription.Customer;
import dev.nextup.test.TestTokens;
import dev.nextup.test.http.RawHttp;
import dev.nextup.test.http.RawHttp.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Everything a client can get wrong, on every endpoint; each field by itself is in {@link
 * FieldTableTest}. The table below must have a row for each endpoint of the OpenAPI document; every
 * row goes through every test that fits it.
 */
@QuarkusTest
class BadInputTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOO_LARGE = "{\"keyId\":\"" + "x".repeat(65 * 1024) + "\"}";
    private static final String KEY = "/api/notifications/vapid-public-key";

    @TestHTTPResource URI server;
    @Inject Pool pool;

    private final Customer customer = new Customer();
    private RawHttp http;
    private List<Row> rows;
    private String storedBefore;

    /**
     * @param query what names the ticket, null when the endpoint needs no token
     * @param body null when the endpoint takes none
     * @param required what is missing from an empty request
     */
    private record Row(
            String method, String path, String query, String body, List<String> required) {

        String address() {
            return query == null ? path : path + query;
        }

        /** The same about another ticket. */
        Row of(Customer from, Customer to) {
            return new Row(method, path, swap(query, from, to), swap(body, from, to), required);
        }

        private static String swap(String text, Customer from, Customer to) {
            return text == null
                    ? null
                    : text.replace(from.ticketId.toString(), to.ticketId.toString())
                            .replace(from.organizationId.toString(), to.organizationId.toString());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void takeStock() {
        http = new RawHttp(server);
        String query =
                "?organizationId=" + customer.organizationId + "&ticketId=" + customer.ticketId;
        List<String> ticket = List.of("organizationId", "ticketId");
        rows =
                List.of(
                        new Row("GET", KEY, null, null, List.of()),
                        new Row(
                                "POST",
                                Customer.PATH,
                                "",
                                customer.subscription(customer.endpoint, ""),
                                List.of("organizationId", "ticketId", "subscription")),
                        new Row(
                                "PUT",
                                Customer.PATH,
                                "",
                                "{\"organizationId\":\"%s\",\"ticketId\":\"%s\",\"pushDenied\":true}"
                                        .formatted(customer.organizationId, customer.ticketId),
                                List.of("organizationId", "ticketId", "pushDenied")),
                        new Row("GET", Customer.PATH, query, null, ticket),
                        new Row("DELETE", Customer.PATH, query, null, ticket));
        storedBefore = stored();
    }

    @AfterEach
    void nothingWasStored() {
        assertThat(stored()).isEqualTo(storedBefore);
    }

    @Test
    void every_endpoint_has_a_row() throws IOException {
        Set<String> documented = new TreeSet<>();
        JSON.readTree(given().get("/q/openapi?format=json").asString())
                .get("paths")
                .properties()
                .forEach(
                        p ->
                                p.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                m ->
                                                        documented.add(
                                                                m.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + p.getKey())));
        // What a service can get wrong is in PhoneResourceTest.
        Set<String> known = new TreeSet<>(Set.of("POST /internal/phone"));
        rows.forEach(row -> known.add(row.toString()));
        assertThat(known).as("add a row for what is missing").isEqualTo(documented);
    }

    @Test
    void path_and_size_come_first() throws IOException {
        for (Row row : rows) {
            for (String suffix : List.of(";x=1", "%3Bx", "/..%2fx", "%5cx", "%00", "//", "/../x")) {
                assertProblem(
                        row + suffix,
                        http.send(row.method(), row.path() + suffix, Map.of(), null),
                        400,
                        "bad-path");
            }
            if (row.body() != null) {
                assertProblem(
                        row + " too large",
                        http.send(row.method(), row.path(), json(null), TOO_LARGE),
                        413,
                        "body-too-large");
            }
        }
    }

    @Test
    void a_missing_malformed_expired_or_forged_token_is_401_even_when_the_rest_is_bad_too()
            throws IOException {
        String none = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJuZXh0dXAiLCJncm91cHMiOlsiYWRtaW4iXX0.";
        List<String> tokens =
                List.of(
                        "nonsense",
                        "a.b.c",
                        none,
                        TestTokens.expired(customer.ticketId, customer.organizationId),
                        TestTokens.forged(customer.ticketId, customer.organizationId));
        for (Row row : rows) {
            if (row.query() == null) {
                continue;
            }
            String bad = row.body() == null ? null : "{not json";
            assertProblem(
                    row + " without token",
                    http.send(row.method(), row.path(), json(null), bad),
                    401,
                    "unauthorized");
            for (String token : tokens) {
                assertProblem(
                        row + " " + token,
                        http.send(row.method(), row.address(), json(token), bad),
                        401,
                        "unauthorized");
            }
            String inAddress = row.path() + "?access_token=" + customer.token;
            assertProblem(
                    row + " in the address",
                    http.send(row.method(), inAddress, json(null), bad),
                    401,
                    "unauthorized");
        }
    }

    @Test
    void malformed_json_is_400_and_another_type_415() throws IOException {
        for (Row row : rows) {
            if (row.body() == null) {
                continue;
            }
            for (String body : List.of("{", "[]", "17", "{} {}", "{\"a\":1,\"a\":2}", "\u0000")) {
                assertProblem(
                        row + " " + body,
                        http.send(row.method(), row.path(), json(customer.token), body),
                        400,
                        null);
            }
            Map<String, String> text = json(customer.token);
            text.put("Content-Type", "text/plain");
            assertProblem(
                    row + " text",
                    http.send(row.method(), row.path(), text, row.body()),
                    415,
                    "unsupported-media-type");
        }
    }

    @Test
    void missing_fields_are_all_named() throws IOException {
        for (Row row : rows) {
            if (row.query() == null) {
                continue;
            }
            String body = row.body() == null ? null : "{}";
            for (String sent : new String[] {body, null}) {
                JsonNode problem =
                        assertProblem(
                                row + " " + sent,
                                http.send(row.method(), row.path(), json(customer.token), sent),
                                400,
                                "missing-fields");
                assertThat(problem.get("error").asText()).isEqualTo("Missing required fields");
                row.required()
                        .forEach(
                                f ->
                                        assertThat(problem.at("/details/" + f).asText())
                                                .isEqualTo("missing"));
            }
        }
        String half =
                "{\"organizationId\":\"%s\",\"subscription\":{}}"
                        .formatted(customer.organizationId);
        JsonNode details =
                assertProblem(
                                "half",
                                http.send("POST", Customer.PATH, json(customer.token), half),
                                400,
                                "missing-fields")
                        .get("details");
        assertThat(details.toString())
                .isEqualTo(
                        "{\"organizationId\":\"present\",\"ticketId\":\"missing\",\"subscription\":\"present\"}");
    }

    @Test
    void another_customers_ticket_looks_unknown_whatever_else_is_wrong() throws IOException {
        String stranger = TestTokens.holder(UUID.randomUUID(), customer.organizationId);
        for (Row row : rows) {
            if (row.query() != null) {
                assertProblem(
                        row.toString(),
                        http.send(row.method(), row.address(), json(stranger), row.body()),
                        404,
                        "unknown-ticket");
            }
        }
    }

    /** To the letter, so that nobody can find out which tickets exist. */
    @Test
    void a_ticket_of_somebody_else_and_one_that_nobody_has_are_told_alike() throws IOException {
        Customer other = new Customer();
        other.subscribe().then().statusCode(200);
        storedBefore = stored();
        for (Row row : rows) {
            if (row.query() == null) {
                continue;
            }
            Row foreign = row.of(customer, other);
            Row unknown = row.of(customer, new Customer());
            Answer first =
                    http.send(
                            row.method(), foreign.address(), json(customer.token), foreign.body());
            Answer second =
                    http.send(
                            row.method(), unknown.address(), json(customer.token), unknown.body());
            assertThat(first.status()).as(row.toString()).isEqualTo(404);
            assertThat(second.status()).as(row.toString()).isEqualTo(404);
            assertThat(second.body()).as(row.toString()).isEqualTo(first.body());
        }
    }

    @Test
    void unknown_methods_and_addresses_are_problems_too() throws IOException {
        assertProblem("method", http.send("PATCH", Customer.PATH, json(null), "{}"), 405, null);
        assertProblem(
                "address",
                http.send("GET", "/api/notifications/nothing-here", Map.of(), null),
                404,
                "not-found");
    }

    private static Map<String, String> json(String token) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return headers;
    }

    /** A problem, and for clients of the earlier API also {@code error} and {@code details}. */
    private static JsonNode assertProblem(String what, Answer answer, int status, String code)
            throws IOException {
        assertThat(answer.status()).as(what + " → " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().get("content-type"))
                .as(what)
                .startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        for (String member : List.of("type", "title", "detail", "code", "error")) {
            assertThat(problem.path(member).asText()).as(what + ": " + member).isNotEmpty();
        }
        assertThat(problem.path("details").isMissingNode()).as(what + ": details").isFalse();
        if (code != null) {
            assertThat(problem.get("code").asText()).as(what).isEqualTo(code);
        }
        assertThat(Files.readString(Path.of("../docs/errors.md")))
                .contains("| `" + problem.get("code").asText() + "` |");
        return problem;
    }

    private String stored() {
        return pool.query(
                        "SELECT (SELECT count(*) FROM known_ticket) || ' '"
                                + " || (SELECT count(*) FROM push_subscription) || ' '"
                                + " || (SELECT count(*) FROM notification_preference) || ' '"
                                + " || (SELECT count(*) FROM ticket_phone)")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }
}
