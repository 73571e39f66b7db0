package dev.nextup.ticket.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.test.http.RawHttp;
import dev.nextup.test.http.RawHttp.Answer;
import dev.nextup.ticket.Demo;
import dev.nextup.ticket.TestTokens;
import dev.nextup.ticket.edge.Endpoint.Access;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Everything a client can get wrong, on every endpoint. The table below must have a row for each
 * endpoint of the OpenAPI document; every row goes through every test that fits it.
 */
@QuarkusTest
class BadInputTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final String TOO_LARGE = "{\"language\":\"" + "x".repeat(65 * 1024) + "\"}";
    private static final List<String> AMBIGUOUS_PATHS =
            List.of(
                    ";x=1", "%3Bx", "%3bx", "/..%2fx", "%2Fx", "%5cx", "%00", "%25", "//", "/./",
                    "/../x", "%2e%2e");

    @TestHTTPResource URI server;
    @Inject Pool pool;

    private Demo demo;
    private RawHttp http;
    private List<Endpoint> endpoints;
    private String storedBefore;

    @BeforeEach
    void takeStock() {
        demo = Demo.load();
        http = new RawHttp(server);
        JsonPath ticket = demo.takeTicket("BLD");
        endpoints = new ArrayList<>(endpoints(demo, ticket.getString("id")));
        endpoints.addAll(ManagementRows.of(demo));
        storedBefore = stored() + StoredRows.ofManagement(pool);
    }

    @AfterEach
    void nothingWasStored() {
        assertThat(stored() + StoredRows.ofManagement(pool)).isEqualTo(storedBefore);
        demo.drain("BLD");
    }

    static List<Endpoint> endpoints(Demo demo, String ticket) {
        String queue = demo.service("BLD");
        List<String> wrongTicket =
                List.of(
                        "{\"organizationId\":1,\"serviceId\":\"" + queue + "\"}",
                        "{\"organizationId\":\""
                                + demo.organizationId
                                + "\",\"serviceId\":\"not-a-uuid\"}",
                        "{\"organizationId\":\"" + demo.organizationId + "\",\"serviceId\":\"\"}",
                        "{\"organizationId\":\"" + demo.organizationId + "\",\"serviceId\":{}}",
                        "{\"organizationId\":\""
                                + demo.organizationId
                                + "\",\"serviceId\":\""
                                + queue
                                + "\",\"language\":7}",
                        "{\"organizationId\":\""
                                + demo.organizationId
                                + "\",\"serviceId\":\""
                                + queue
                                + "\",\"joinCode\":[\"7K3M9QXW\"]}",
                        "{\"organizationId\":\""
                                + demo.organizationId
                                + "\",\"serviceId\":\""
                                + queue
                                + "\",\"joinCode\":12345678}",
                        "{\"organizationId\":\""
                                + demo.organizationId
                                + "\",\"serviceId\":\""
                                + queue
                                + "\",\"language\":\"<script>\"}");
        List<String> wrongLogin =
                List.of(
                        "{\"email\":[],\"password\":\"x\"}",
                        "{\"email\":\"a@b.test\",\"password\":12}");
        List<String> wrongCall =
                List.of("{\"counterId\":\"x\"}", "{\"counterId\":12}", "{\"counterId\":[]}");
        List<Endpoint> all = new ArrayList<>(ticketCommands(ticket, queue, wrongCall));
        all.addAll(
                0,
                List.of(
                        get(
                                "/api/organizations/{idOrSlug}",
                                "demo",
                                "no-such-organisation",
                                Access.PUBLIC),
                        post(
                                "/api/tickets",
                                "",
                                null,
                                Access.PUBLIC,
                                demo.ticketRequest("BLD"),
                                wrongTicket,
                                List.of("organizationId", "serviceId")),
                        get("/api/tickets/{id}", ticket, NOBODY, Access.HOLDER_OR_STAFF),
                        post(
                                "/api/tickets/{id}/complete",
                                ticket,
                                NOBODY,
                                Access.STAFF,
                                null,
                                List.of(),
                                List.of()),
                        post(
                                "/api/auth/login",
                                "",
                                null,
                                Access.PUBLIC,
                                "{\"email\":\"nobody@demo.test\",\"password\":\"x\"}",
                                wrongLogin,
                                List.of("email", "password")),
                        get("/api/auth/jwks", "", null, Access.PUBLIC),
                        get("/api/queues/{queueId}", queue, NOBODY, Access.STAFF),
                        post(
                                "/api/queues/{queueId}/call-next",
                                queue,
                                NOBODY,
                                Access.STAFF,
                                "{}",
                                wrongCall,
                                List.of()),
                        post(
                                "/api/queues/{queueId}/open",
                                NOBODY,
                                NOBODY,
                                Access.STAFF,
                                null,
                                List.of(),
                                List.of()),
                        post(
                                "/api/queues/{queueId}/close",
                                NOBODY,
                                NOBODY,
                                Access.STAFF,
                                null,
                                List.of(),
                                List.of()),
                        get("/api/counters/{counterId}/queue", NOBODY, NOBODY, Access.STAFF),
                        post(
                                "/api/counters/{counterId}/call-next",
                                NOBODY,
                                NOBODY,
                                Access.STAFF,
                                null,
                                List.of(),
                                List.of())));
        all.addAll(staffAccess());
        all.addAll(liveViews(ticket, queue));
        all.addAll(wholeQueue(queue));
        all.addAll(walkIns(ticket, queue));
        return all;
    }

    private static List<Endpoint> staffAccess() {
        return List.of(
                post("/api/auth/refresh", "", null, Access.PUBLIC, null, List.of(), List.of()),
                post(
                        "/api/auth/exchange",
                        "",
                        null,
                        Access.PUBLIC,
                        "{\"token\":\"x\"}",
                        List.of("{\"token\":1}", "{\"token\":{}}"),
                        List.of("token")),
                post("/api/auth/logout", "", null, Access.PUBLIC, null, List.of(), List.of()),
                post(
                        "/api/auth/accept-invitation",
                        "",
                        null,
                        Access.PUBLIC,
                        "{\"token\":\"x\",\"password\":\"long enough\"}",
                        List.of("{\"token\":1}", "{\"token\":\"x\",\"password\":[]}"),
                        List.of("token", "password")),
                post(
                        "/api/auth/change-password",
                        "",
                        null,
                        Access.STAFF,
                        "{\"currentPassword\":\"x\",\"newPassword\":\"long enough\"}",
                        List.of("{\"currentPassword\":1}", "{\"newPassword\":{}}"),
                        List.of("currentPassword", "newPassword")),
                // The operator's token comes before the fields: MemberTest.
                post(
                        "/api/organizations",
                        "",
                        null,
                        Access.PUBLIC,
                        "{\"slug\":\"x\"}",
                        List.of("{\"slug\":1}", "{\"adminEmail\":[]}"),
                        List.of()),
                endpoint(
                        "DELETE",
                        "/api/organizations/{idOrSlug}",
                        "demo",
                        null,
                        Access.PUBLIC,
                        null,
                        List.of(),
                        List.of()),
                post(
                        "/api/organizations/{idOrSlug}/reactivate",
                        "demo",
                        null,
                        Access.PUBLIC,
                        null,
                        List.of(),
                        List.of()));
    }

    private static List<Endpoint> wholeQueue(String queue) {
        return List.of(
                get("/api/queues/{queueId}/stats", queue, NOBODY, Access.STAFF),
                get("/api/queues/{queueId}/export", queue, NOBODY, Access.STAFF),
                get("/api/queues/{queueId}/join-code", queue, NOBODY, Access.STAFF),
                post(
                        "/api/queues/{queueId}/reset",
                        NOBODY,
                        NOBODY,
                        Access.STAFF,
                        "{}",
                        List.of("{\"cleanup\":\"yes\"}", "{\"cleanup\":1}", "{\"cleanup\":[]}"),
                        List.of()),
                post(
                        "/api/queues/{queueId}/cleanup",
                        NOBODY,
                        NOBODY,
                        Access.STAFF,
                        null,
                        List.of(),
                        List.of()));
    }

    private static List<Endpoint> walkIns(String ticket, String queue) {
        return List.of(
                post(
                        "/api/queues/{queueId}/tickets",
                        queue,
                        NOBODY,
                        Access.STAFF,
                        "{}",
                        List.of(
                                "{\"serviceId\":7}",
                                "{\"serviceId\":\"x\"}",
                                "{\"language\":\"<b>\"}",
                                "{\"priority\":\"1\"}",
                                "{\"priority\":1.5}"),
                        List.of()),
                post(
                        "/api/tickets/claim",
                        "",
                        null,
                        Access.PUBLIC,
                        "{\"code\":\"x\"}",
                        List.of("{\"code\":1}", "{\"code\":[]}"),
                        List.of("code")),
                command("claim-code", ticket, Access.HOLDER_OR_STAFF));
    }

    private static List<Endpoint> liveViews(String ticket, String queue) {
        return List.of(
                get("/api/queues/{queueId}/board", queue, NOBODY, Access.PUBLIC),
                get("/api/queues/{queueId}/organization", queue, NOBODY, Access.PUBLIC),
                get("/api/tickets/{id}/events", ticket, NOBODY, Access.HOLDER_OR_STAFF),
                get("/api/queues/{queueId}/events", queue, NOBODY, Access.STAFF),
                get("/api/queues/{queueId}/board/events", queue, NOBODY, Access.PUBLIC));
    }

    private static List<Endpoint> ticketCommands(
            String ticket, String queue, List<String> wrongCall) {
        List<String> wrongPlace =
                List.of("{\"place\":\"MIDDLE\"}", "{\"place\":1}", "{\"place\":[]}");
        List<String> wrongPlaces =
                List.of("{\"places\":\"2\"}", "{\"places\":1.5}", "{\"places\":true}");
        List<String> wrongService = List.of("{\"serviceId\":\"x\"}", "{\"serviceId\":7}");
        String toQueue = "{\"serviceId\":\"" + queue + "\"}";
        return List.of(
                get("/api/tickets/{id}/history", ticket, NOBODY, Access.STAFF),
                command("skip", ticket, Access.STAFF),
                command("recall", ticket, Access.STAFF),
                command("serve", ticket, Access.STAFF),
                command("hold", ticket, Access.STAFF),
                command("cancel", ticket, Access.HOLDER_OR_STAFF),
                command("confirm", ticket, Access.HOLDER_OR_STAFF),
                command("call", ticket, Access.STAFF, "{}", wrongCall),
                command(
                        "requeue",
                        ticket,
                        Access.STAFF,
                        "{\"place\":\"LAST\"}",
                        wrongPlace,
                        "place"),
                command("transfer", ticket, Access.STAFF, toQueue, wrongService, "serviceId"),
                command(
                        "delay",
                        ticket,
                        Access.HOLDER_OR_STAFF,
                        "{\"places\":1}",
                        wrongPlaces,
                        "places"));
    }

    private static Endpoint command(String name, String ticket, Access access) {
        return command(name, ticket, access, null, List.of());
    }

    private static Endpoint command(
            String name,
            String ticket,
            Access access,
            String body,
            List<String> wrong,
            String... required) {
        String path = "/api/tickets/{id}/" + name;
        return post(path, ticket, NOBODY, access, body, wrong, List.of(required));
    }

    private static Endpoint get(String path, String id, String unknownId, Access access) {
        return endpoint("GET", path, id, unknownId, access, null, List.of(), List.of());
    }

    private static Endpoint post(
            String path,
            String id,
            String unknownId,
            Access access,
            String body,
            List<String> wrong,
            List<String> required) {
        return endpoint("POST", path, id, unknownId, access, body, wrong, required);
    }

    private static Endpoint endpoint(
            String method,
            String path,
            String id,
            String unknownId,
            Access access,
            String body,
            List<String> wrong,
            List<String> required) {
        String unknown = unknownId == null ? null : path.replaceAll("\\{\\w+}", unknownId);
        return new Endpoint(
                method,
                path,
                path.replaceAll("\\{\\w+}", id),
                unknown,
                access,
                body,
                wrong,
                required);
    }

    @Test
    void every_endpoint_has_a_row() throws IOException {
        JsonNode paths =
                JSON.readTree(given().get("/q/openapi?format=json").asString()).get("paths");
        Set<String> documented = new TreeSet<>();
        paths.properties()
                .forEach(
                        p ->
                                p.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                m ->
                                                        documented.add(
                                                                m.toUpperCase(java.util.Locale.ROOT)
                                                                        + " "
                                                                        + p.getKey())));
        Set<String> rows = new TreeSet<>();
        endpoints.forEach(e -> rows.add(e.toString()));
        assertThat(rows).as("add a row to endpoints() for what is missing").isEqualTo(documented);
    }

    @Test
    void a_path_that_could_be_read_in_two_ways_is_refused_before_the_token_is_looked_at()
            throws IOException {
        for (Endpoint e : endpoints) {
            for (String suffix : AMBIGUOUS_PATHS) {
                Answer answer = http.send(e.method(), e.sample() + suffix, Map.of(), null);
                assertProblem(e + suffix, answer, 400, "bad-path");
            }
        }
    }

    @Test
    void a_path_that_is_no_uri_is_refused_too() throws IOException {
        for (Endpoint e : endpoints) {
            assertThat(http.send(e.method(), e.sample() + "\\x", Map.of(), null).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_body_over_64_KiB_is_refused_whether_it_says_so_or_not() throws IOException {
        for (Endpoint e : endpoints) {
            if (!e.method().equals("GET")) {
                assertProblem(
                        e + " with length",
                        http.send(e.method(), e.sample(), json(Map.of()), TOO_LARGE),
                        413,
                        "body-too-large");
            }
            if (e.takesBody()) {
                Map<String, String> chunked = json(authorized(e));
                chunked.put("Transfer-Encoding", "chunked");
                assertProblem(
                        e + " chunked",
                        http.send(e.method(), e.sample(), chunked, TOO_LARGE),
                        413,
                        "body-too-large");
            }
        }
    }

    @Test
    void a_missing_malformed_expired_or_forged_token_is_401_even_when_the_body_is_bad_too()
            throws IOException {
        String none = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJuZXh0dXAiLCJncm91cHMiOlsiYWRtaW4iXX0.";
        List<String> tokens =
                List.of(
                        "nonsense",
                        "a.b.c",
                        none,
                        TestTokens.expired(demo.organizationId),
                        TestTokens.forged(demo.organizationId));
        for (Endpoint e : endpoints) {
            if (e.access() == Access.PUBLIC) {
                continue;
            }
            String bad = e.takesBody() ? "{not json" : null;
            assertProblem(
                    e + " without token",
                    http.send(e.method(), e.sample(), json(Map.of()), bad),
                    401,
                    "unauthorized");
            for (String token : tokens) {
                Map<String, String> headers = json(Map.of("Authorization", "Bearer " + token));
                assertProblem(
                        e + " " + token,
                        http.send(e.method(), e.sample(), headers, bad),
                        401,
                        "unauthorized");
            }
            Map<String, String> basic = json(Map.of("Authorization", "Basic YTpi"));
            assertProblem(
                    e + " basic",
                    http.send(e.method(), e.sample(), basic, bad),
                    401,
                    "unauthorized");
        }
    }

    @Test
    void a_token_in_the_address_does_not_count() throws IOException {
        for (Endpoint e : endpoints) {
            if (e.access() != Access.PUBLIC) {
                String address =
                        e.sample()
                                + "?access_token="
                                + TestTokens.staff(demo.organizationId, "admin");
                assertProblem(
                        e + " in URL",
                        http.send(e.method(), address, Map.of(), null),
                        401,
                        "unauthorized");
            }
        }
    }

    @Test
    void malformed_json_and_wrong_types_are_400() throws IOException {
        List<String> malformed =
                List.of(
                        "{",
                        "{\"a\":}",
                        "[]",
                        "\"text\"",
                        "17",
                        "{} {}",
                        "{\"a\":1,\"a\":2}",
                        "\u0000",
                        "{'a':1}");
        for (Endpoint e : endpoints) {
            if (e.takesBody()) {
                for (String body : malformed) {
                    assertProblem(
                            e + " " + body,
                            http.send(e.method(), e.sample(), json(authorized(e)), body),
                            400,
                            null);
                }
                for (String body : e.wrongTypes()) {
                    assertProblem(
                            e + " " + body,
                            http.send(e.method(), e.sample(), json(authorized(e)), body),
                            400,
                            "invalid-field");
                }
            }
        }
    }

    @Test
    void a_body_that_is_not_json_is_415() throws IOException {
        for (Endpoint e : endpoints) {
            if (e.takesBody()) {
                Map<String, String> headers = new HashMap<>(authorized(e));
                headers.put("Content-Type", "text/plain");
                assertProblem(
                        e.toString(),
                        http.send(e.method(), e.sample(), headers, e.validBody()),
                        415,
                        "unsupported-media-type");
            }
        }
    }

    @Test
    void missing_fields_are_all_named_and_an_absent_body_is_an_empty_one() throws IOException {
        for (Endpoint e : endpoints) {
            if (!e.required().isEmpty()) {
                for (String body : new String[] {null, "{}", "null", "{\"unknown\":true}"}) {
                    Answer answer = http.send(e.method(), e.sample(), json(authorized(e)), body);
                    JsonNode problem = assertProblem(e + " " + body, answer, 400, "missing-fields");
                    e.required()
                            .forEach(
                                    f ->
                                            assertThat(problem.at("/details/" + f).asText())
                                                    .isEqualTo("missing"));
                }
            }
        }
    }

    @Test
    void a_customer_cannot_do_what_staff_do() throws IOException {
        String customer = TestTokens.holder(UUID.randomUUID(), demo.organizationId);
        for (Endpoint e : endpoints) {
            if (e.access() == Access.STAFF) {
                Map<String, String> headers = json(Map.of("Authorization", "Bearer " + customer));
                assertProblem(
                        e.toString(),
                        http.send(e.method(), e.sample(), headers, e.validBody()),
                        403,
                        "forbidden");
                if (e.takesBody()) {
                    assertProblem(
                            e + " bad JSON first",
                            http.send(e.method(), e.sample(), headers, "{"),
                            400,
                            "malformed-json");
                }
            }
        }
    }

    @Test
    void what_is_unknown_and_what_belongs_to_others_look_the_same() throws IOException {
        String stranger = TestTokens.staff(UUID.randomUUID(), "admin");
        for (Endpoint e : endpoints) {
            if (e.unknown() == null) {
                continue;
            }
            Answer unknown = http.send(e.method(), e.unknown(), json(authorized(e)), e.validBody());
            assertProblem(e + " unknown", unknown, 404, null);
            if (e.access() != Access.PUBLIC) {
                Map<String, String> headers = json(Map.of("Authorization", "Bearer " + stranger));
                Answer foreign = http.send(e.method(), e.sample(), headers, e.validBody());
                assertThat(foreign.status()).as(e + " foreign").isEqualTo(404);
                assertThat(foreign.body()).isEqualTo(unknown.body());
            }
        }
    }

    @Test
    void an_id_that_is_no_uuid_is_404() throws IOException {
        for (Endpoint e : endpoints) {
            if (e.unknown() != null) {
                String address = e.path().replaceAll("\\{\\w+}", "no-such-thing");
                assertProblem(
                        e.toString(),
                        http.send(e.method(), address, json(authorized(e)), e.validBody()),
                        404,
                        null);
            }
        }
    }

    @Test
    void another_customers_ticket_looks_unknown() throws IOException {
        Endpoint ticket =
                endpoints.stream()
                        .filter(e -> e.access() == Access.HOLDER_OR_STAFF)
                        .findFirst()
                        .orElseThrow();
        String other = TestTokens.holder(UUID.randomUUID(), demo.organizationId);
        Answer answer =
                http.send("GET", ticket.sample(), Map.of("Authorization", "Bearer " + other), null);
        assertProblem("other holder", answer, 404, "unknown-ticket");
    }

    @Test
    void unknown_addresses_and_methods_are_problems_too() throws IOException {
        assertProblem(
                "address", http.send("GET", "/api/nothing-here", Map.of(), null), 404, "not-found");
        assertProblem(
                "method",
                http.send("DELETE", "/api/tickets", Map.of(), null),
                405,
                "method-not-allowed");
    }

    @Test
    void an_unusable_idempotency_key_or_version_is_400() throws IOException {
        for (String key : List.of("short", "x".repeat(65), "with space in the middle")) {
            Map<String, String> headers = json(Map.of("Idempotency-Key", key));
            assertProblem(
                    key,
                    http.send("POST", "/api/tickets", headers, demo.ticketRequest("BLD")),
                    400,
                    "idempotency-key-invalid");
        }
        Endpoint complete = endpoints.get(3);
        Map<String, String> headers = new HashMap<>(authorized(complete));
        headers.put("If-Match", "yesterday");
        assertProblem(
                "If-Match",
                http.send("POST", complete.sample(), headers, null),
                400,
                "invalid-if-match");
    }

    private Map<String, String> authorized(Endpoint e) {
        return e.access() == Access.PUBLIC
                ? Map.of()
                : Map.of(
                        "Authorization",
                        "Bearer " + TestTokens.staff(demo.organizationId, "admin"));
    }

    private static Map<String, String> json(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return all;
    }

    private static JsonNode assertProblem(String what, Answer answer, int status, String code)
            throws IOException {
        assertThat(answer.status()).as(what + " → " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().get("content-type"))
                .as(what)
                .startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).as(what).isEqualTo(status);
        for (String member : List.of("type", "title", "detail", "code")) {
            assertThat(problem.path(member).asText())
                    .as(what + ": " + member)
                    .isNotEmpty()
                    .isNotEqualTo("null");
        }
        if (code != null) {
            assertThat(problem.get("code").asText()).as(what).isEqualTo(code);
        }
        assertThat(documentedCodes()).as("docs/errors.md").contains(problem.get("code").asText());
        return problem;
    }

    private static List<String> documentedCodes() throws IOException {
        List<String> codes = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/errors.md"))) {
            if (line.startsWith("| `")) {
                codes.add(line.substring(3, line.indexOf('`', 3)));
            }
        }
        return codes;
    }

    /** Rows that bad input could have left behind, and the versions it could have raised. */
    private String stored() {
        return pool.query(
                        "SELECT (SELECT count(*) || '/' || coalesce(sum(version), 0) FROM ticket) || ' '"
                                + " || (SELECT count(*) FROM idempotency_key) || ' '"
                                + " || (SELECT coalesce(sum(last_number), 0) FROM ticket_series)")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }
}
