package dev.nextup.ticket.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.test.http.RawHttp;
import dev.nextup.test.http.RawHttp.Answer;
import dev.nextup.ticket.Demo;
import dev.nextup.ticket.TestTokens;
import dev.nextup.ticket.edge.WhoMay.Who;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nobody sees or changes what is not theirs, on any endpoint: not staff of another organisation,
 * whatever their role, not the holder of another ticket, nobody without a token, nobody of too low
 * a role. {@link WhoMay} says who may; how an endpoint is called stands in the table of {@link
 * BadInputTest}.
 */
@QuarkusTest
class IsolationTest {

    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    @TestHTTPResource URI server;
    @Inject Pool pool;

    private Demo demo;
    private RawHttp http;
    private Map<String, WhoMay> whoMay;
    private List<Endpoint> rows;
    private String ticket;
    private OtherOrganization other;
    private Map<String, String> storedBefore;

    @BeforeEach
    void takeStock() {
        demo = Demo.load();
        http = new RawHttp(server);
        whoMay = WhoMay.table();
        ticket = demo.takeTicket("BLD").getString("id");
        rows = new ArrayList<>(BadInputTest.endpoints(demo, ticket));
        rows.addAll(ManagementRows.of(demo));
        other = OtherOrganization.create(pool);
        storedBefore = StoredRows.digests(pool);
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(StoredRows.digests(pool)).isEqualTo(storedBefore);
        demo.drain("BLD");
    }

    @Test
    void every_endpoint_has_a_row() throws IOException {
        assertThat(whoMay.keySet())
                .as("add a row to WhoMay for what is missing")
                .containsExactlyInAnyOrderElementsOf(documented(false));
    }

    @Test
    void the_document_asks_for_a_token_wherever_one_is_needed_and_every_exception_has_a_reason()
            throws IOException {
        Set<String> secured =
                whoMay.values().stream()
                        .filter(row -> row.who() != Who.EVERYBODY)
                        .map(WhoMay::endpoint)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(secured).containsExactlyInAnyOrderElementsOf(documented(true));
        assertThat(whoMay.values())
                .filteredOn(row -> row.who() == Who.EVERYBODY || row.who() == Who.SELF)
                .allMatch(row -> !row.reason().isBlank());
    }

    @Test
    void nobody_comes_in_without_a_token() throws IOException {
        for (Endpoint e : allBut(Who.EVERYBODY)) {
            Map<String, String> headers = Map.of("Content-Type", "application/json");
            Answer answer = http.send(e.method(), sample(e), headers, e.validBody());
            assertThat(answer.status()).as(e.toString()).isEqualTo(401);
        }
    }

    @Test
    void the_public_needs_no_token_to_read() throws IOException {
        for (Endpoint e : only(Who.EVERYBODY)) {
            if (e.method().equals("GET") && !e.path().endsWith("/events")) {
                assertThat(http.send("GET", sample(e), Map.of(), null).status())
                        .as(e.toString())
                        .isNotIn(401, 403);
            }
        }
    }

    /** Else the refusals below could be those of an address that leads nowhere. */
    @Test
    void who_may_read_finds_what_the_others_do_not() throws IOException {
        for (Endpoint e : allBut(Who.EVERYBODY, Who.SELF)) {
            assertThat(sample(e)).as(e.toString()).doesNotContain(NOBODY);
            if (e.method().equals("GET") && !e.path().endsWith("/events")) {
                String role = whoMay.get(e.toString()).who().lowestRole();
                assertThat(send(e, sample(e), TestTokens.staff(demo.organizationId, role)).status())
                        .as(e.toString())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void an_admin_of_another_organisation_finds_what_looks_unknown() throws IOException {
        for (Endpoint e : allBut(Who.EVERYBODY, Who.SELF)) {
            assertLooksUnknown(e, other.token("admin"));
        }
    }

    @Test
    void the_holder_of_another_ticket_finds_what_looks_unknown() throws IOException {
        String neighbour = TestTokens.holder(UUID.randomUUID(), demo.organizationId);
        String stranger = TestTokens.holder(UUID.randomUUID(), other.id());
        String sameIdElsewhere = TestTokens.holder(UUID.fromString(ticket), other.id());
        for (Endpoint e : only(Who.HOLDER_OR_STAFF)) {
            for (String token : List.of(neighbour, stranger, sameIdElsewhere)) {
                assertLooksUnknown(e, token);
            }
        }
    }

    @Test
    void a_ticket_opens_nothing_that_is_for_staff() throws IOException {
        String holder = TestTokens.holder(UUID.fromString(ticket), demo.organizationId);
        String stranger = TestTokens.holder(UUID.randomUUID(), other.id());
        for (Endpoint e : allBut(Who.EVERYBODY, Who.HOLDER_OR_STAFF)) {
            for (String token : List.of(holder, stranger)) {
                Answer answer = send(e, sample(e), token);
                assertThat(answer.status()).as(e.toString()).isEqualTo(403);
                assertThat(answer.body()).contains("\"forbidden\"");
            }
        }
    }

    @Test
    void a_role_that_is_too_low_is_refused() throws IOException {
        for (Endpoint e : allBut()) {
            for (String role : whoMay.get(e.toString()).who().rolesBelow()) {
                Answer answer = send(e, sample(e), TestTokens.staff(demo.organizationId, role));
                assertThat(answer.status()).as(e + " as " + role).isEqualTo(403);
                assertThat(answer.body()).contains("\"forbidden\"");
            }
        }
    }

    /** Asked for what does not exist, so that nothing changes: the role is judged first. */
    @Test
    void the_lowest_role_that_may_is_not_refused() throws IOException {
        for (Endpoint e : allBut(Who.EVERYBODY, Who.SELF)) {
            String role = whoMay.get(e.toString()).who().lowestRole();
            assertThat(send(e, e.unknown(), TestTokens.staff(demo.organizationId, role)).status())
                    .as(e + " as " + role)
                    .isEqualTo(404);
        }
    }

    /**
     * A new endpoint about queues, counters or tickets is kept to scopes without doing anything.
     */
    @Test
    void who_works_elsewhere_is_out_of_scope_on_every_queue_counter_and_ticket()
            throws IOException {
        String elsewhere = demo.department("Citizen Services");
        List<Endpoint> scoped =
                allBut(Who.EVERYBODY).stream().filter(IsolationTest::isKeptToScopes).toList();
        assertThat(scoped).hasSizeGreaterThan(20);
        for (Endpoint e : scoped) {
            boolean here = e.path().contains("/counters/");
            String department = here ? demo.department("Permits") : elsewhere;
            String token = TestTokens.scoped(demo.organizationId, "manager", department);
            Answer answer = send(e, sample(e), token);
            assertThat(answer.status()).as(e + answer.body()).isEqualTo(403);
            assertThat(answer.body()).contains("\"out-of-scope\"");
        }
    }

    @Test
    void ones_own_organisation_does_not_lead_to_what_belongs_to_another() throws IOException {
        for (Endpoint e : ofManagement()) {
            if (e.path().contains("{id}")) {
                assertThat(send(e, throughOther(e), other.token("admin")).status())
                        .as(e.toString())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void ones_own_lists_do_not_hold_what_belongs_to_another() throws IOException {
        for (Endpoint e : ofManagement()) {
            if (e.method().equals("GET") && !e.path().contains("{id}")) {
                assertThat(send(e, throughOther(e), other.token("admin")).body())
                        .as(e.toString())
                        .isEqualTo("[]");
            }
        }
    }

    @Test
    void nothing_can_be_put_below_what_belongs_to_another() throws IOException {
        for (Endpoint e : ofManagement()) {
            if (e.method().equals("POST") && e.takesBody() && e.validBody().contains("Id\"")) {
                assertThat(send(e, throughOther(e), other.token("admin")).status())
                        .as(e.toString())
                        .isEqualTo(422);
            }
        }
    }

    /** Both are the organisation's own; what the body names is not. */
    @Test
    void no_body_reaches_into_another_organisation() throws IOException {
        String service = other.serviceOfItsOwn();
        String counter = other.counterOfItsOwn();
        storedBefore = StoredRows.digests(pool);
        String clerk = TestTokens.staff(demo.organizationId, "employee");
        Map<String, String> bodies =
                Map.of(
                        "/api/tickets/" + ticket + "/transfer",
                        "{\"serviceId\":\"%s\"}".formatted(service),
                        "/api/tickets/" + ticket + "/call",
                        "{\"counterId\":\"%s\"}".formatted(counter),
                        "/api/queues/" + demo.service("BLD") + "/call-next",
                        "{\"counterId\":\"%s\"}".formatted(counter),
                        "/api/tickets",
                        "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                                .formatted(demo.organizationId, service));
        for (Map.Entry<String, String> call : bodies.entrySet()) {
            Answer answer = http.send("POST", call.getKey(), json(clerk), call.getValue());
            assertThat(answer.status()).as(call.getKey()).isEqualTo(404);
        }
    }

    private void assertLooksUnknown(Endpoint e, String token) throws IOException {
        Answer foreign = send(e, sample(e), token);
        assertThat(foreign.status()).as(e.toString()).isEqualTo(404);
        assertThat(foreign.body())
                .as(e + " looks as if it did not exist")
                .isEqualTo(send(e, e.unknown(), token).body());
    }

    private static boolean isKeptToScopes(Endpoint e) {
        return e.path().matches("/api/(queues|counters|tickets)/.*")
                || (e.path().matches("/api/organizations/\\{\\w+}/(services|counters)/.*")
                        && !e.method().equals("GET"));
    }

    private List<Endpoint> ofManagement() {
        return allBut(Who.EVERYBODY).stream()
                .filter(e -> e.path().startsWith("/api/organizations/{organizationId}/"))
                .toList();
    }

    private List<Endpoint> only(Who who) {
        return rows.stream().filter(e -> whoMay.get(e.toString()).who() == who).toList();
    }

    private List<Endpoint> allBut(Who... these) {
        Set<Who> left = EnumSet.allOf(Who.class);
        left.removeAll(List.of(these));
        return rows.stream().filter(e -> left.contains(whoMay.get(e.toString()).who())).toList();
    }

    /** The address with ids that exist, where the table of bad input has none to lose. */
    private String sample(Endpoint e) {
        byte[] counter = "demo/counter/Counter 1".getBytes(StandardCharsets.UTF_8);
        return e.path().startsWith("/api/queues/") || e.path().startsWith("/api/counters/")
                ? e.path()
                        .replace("{queueId}", demo.service("BLD"))
                        .replace("{counterId}", UUID.nameUUIDFromBytes(counter).toString())
                : e.sample();
    }

    private String throughOther(Endpoint e) {
        return e.sample().replace(demo.organizationId.toString(), other.id().toString());
    }

    private Answer send(Endpoint e, String address, String token) throws IOException {
        return http.send(e.method(), address, json(token), e.validBody());
    }

    private static Map<String, String> json(String token) {
        return Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    private static Set<String> documented(boolean onlySecured) throws IOException {
        JsonNode paths =
                new ObjectMapper()
                        .readTree(given().get("/q/openapi?format=json").asString())
                        .get("paths");
        Set<String> documented = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (!onlySecured || operation.getValue().has("security")) {
                    documented.add(
                            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }
        }
        return documented;
    }
}
