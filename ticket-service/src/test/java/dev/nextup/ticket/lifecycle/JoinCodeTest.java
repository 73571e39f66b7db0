package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tickets only for those who can see a screen of the service. */
@QuarkusTest
class JoinCodeTest {

    private static final String NO_HOURS = ",\"openingHours\":{\"weekdays\":{},\"exceptions\":[]}";

    @Inject Pool pool;

    private OtherOrganization office;
    private String branch;
    private String department;
    private String service;

    @BeforeEach
    void furnish() {
        office = OtherOrganization.create(pool);
        branch = office.branch();
        department = office.department(branch);
        service = office.service(department, "AAA");
    }

    @Test
    void nobody_needs_a_code_until_a_manager_asks_for_it() {
        assertThat(take(null).statusCode()).isEqualTo(201);
        assertThat(take("whatever").statusCode()).isEqualTo(201);

        ask(true).then().statusCode(200).body("joinCodeRequired", equalTo(true));
        assertRefused(take(null), "join-code-required");
        assertRefused(take("  "), "join-code-required");
        assertRefused(take("00000000"), "join-code-invalid");
        assertThat(take(shown().getString("code")).statusCode()).isEqualTo(201);

        ask(false).then().statusCode(200).body("joinCodeRequired", equalTo(false));
        assertThat(take(null).statusCode()).isEqualTo(201);
    }

    @Test
    void a_change_that_does_not_speak_of_it_keeps_it() {
        ask(true);

        change("").then().statusCode(200).body("joinCodeRequired", equalTo(true));

        assertRefused(take(null), "join-code-required");
    }

    @Test
    void the_public_sees_which_services_ask_for_it() {
        String asks = "branches[0].departments[0].services[0].joinCodeRequired";
        organization().then().body(asks, equalTo(false));

        ask(true);

        organization().then().body(asks, equalTo(true));
    }

    @Test
    void a_code_is_taken_while_it_is_shown_and_for_five_minutes_more() {
        ask(true);
        JsonPath shown = shown();
        String code = shown.getString("code");
        Instant validUntil = Instant.parse(shown.getString("validUntil"));

        for (long seconds : new long[] {-300, -1, 0, 299}) {
            assertThatCode(() -> show(code, validUntil.plusSeconds(seconds)))
                    .as("%d s after it was replaced", seconds)
                    .doesNotThrowAnyException();
        }
        for (long seconds : new long[] {-301, 300, 86_400}) {
            assertThatThrownBy(() -> show(code, validUntil.plusSeconds(seconds)))
                    .as("%d s after it was replaced", seconds)
                    .isInstanceOfSatisfying(
                            RejectedException.class,
                            e ->
                                    assertThat(e.rejection().toProblem().code())
                                            .isEqualTo("join-code-invalid"));
        }
    }

    @Test
    void the_code_of_another_service_opens_nothing() {
        ask(true);
        String other = office.service(department, "BBB");

        assertRefused(take(shown(other).getString("code")), "join-code-invalid");
    }

    @Test
    void the_screen_gets_a_link_that_leads_here_with_the_code() {
        JsonPath shown = shown();

        assertThat(shown.getString("joinUrl"))
                .isEqualTo(
                        "http://localhost:8080/?org=%s&branch=%s&department=%s&service=%s&joinCode=%s"
                                .formatted(
                                        office.id(),
                                        branch,
                                        department,
                                        service,
                                        shown.getString("code")));
        assertThat(Instant.parse(shown.getString("validUntil")))
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(305));
    }

    @Test
    void departments_and_what_others_have_show_no_code() {
        String elsewhere = OtherOrganization.create(pool).serviceOfItsOwn();
        String deactivated = office.service(department, "OLD");
        office.as("manager").delete(office.path("services/" + deactivated)).then().statusCode(204);

        for (String queue :
                List.of(department, elsewhere, deactivated, UUID.randomUUID().toString())) {
            office.as("employee")
                    .get("/api/queues/" + queue + "/join-code")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("unknown-queue"));
        }
    }

    @Test
    void who_is_not_on_the_spot_does_not_learn_whether_the_service_is_open() {
        change(",\"joinCodeRequired\":true" + NO_HOURS).then().statusCode(200);

        assertRefused(take(null), "join-code-required");
        assertRefused(take("00000000"), "join-code-invalid");
        take(shown().getString("code"))
                .then()
                .statusCode(409)
                .body("code", equalTo("queue-closed"));
        take(UUID.randomUUID().toString(), null, UUID.randomUUID().toString())
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-service"));
    }

    @Test
    void walk_ins_and_those_who_claim_their_tickets_need_no_code() {
        ask(true);

        Response slip =
                office.as("employee").body("{}").post("/api/queues/" + service + "/tickets");

        slip.then().statusCode(201);
        String link = slip.path("claimUrl");
        given().contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("code", link.substring(link.indexOf("claim=") + "claim=".length())))
                .post("/api/tickets/claim")
                .then()
                .statusCode(200)
                .body("id", equalTo(slip.path("id")));
    }

    @Test
    void a_repeated_request_is_answered_as_at_first_even_when_the_code_has_changed() {
        ask(true);
        String key = UUID.randomUUID().toString();
        String code = shown().getString("code");
        String first = take(service, code, key).then().statusCode(201).extract().path("id");
        replaceSecret();

        take(service, code, key).then().statusCode(201).body("id", equalTo(first));
        assertRefused(take(code), "join-code-invalid");
        take(service, shown().getString("code"), key)
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void a_key_whose_code_was_refused_is_good_for_the_right_one() {
        ask(true);
        String key = UUID.randomUUID().toString();

        assertRefused(take(service, "00000000", key), "join-code-invalid");

        take(service, shown().getString("code"), key).then().statusCode(201);
    }

    @Test
    void the_secret_is_nowhere_to_be_read_and_differs_from_service_to_service() {
        ask(true);
        String managed = office.as("manager").get(office.path("services")).asString();
        String audit =
                text(
                        "SELECT string_agg(a::text, ' ') FROM management_audit a WHERE organization_id = $1",
                        office.id());

        assertThat(managed + organization().asString() + audit)
                .contains("joinCodeRequired")
                .doesNotContain(secretOf(service))
                .doesNotContainIgnoringCase("secret");
        assertThat(HexFormat.of().parseHex(secretOf(service))).hasSize(32);
        assertThat(secretOf(office.service(department, "BBB"))).isNotEqualTo(secretOf(service));
    }

    private String secretOf(String serviceId) {
        return text(
                "SELECT encode(join_secret, 'hex') FROM service WHERE id = $1",
                UUID.fromString(serviceId));
    }

    private String text(String sql, UUID id) {
        return pool.preparedQuery(sql)
                .mapping((Row row) -> row.getString(0))
                .executeAndAwait(Tuple.of(id))
                .iterator()
                .next();
    }

    /** As five minutes do, twice. */
    private void replaceSecret() {
        pool.preparedQuery(
                        "UPDATE service SET join_secret = decode(repeat('ab', 32), 'hex') WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(service)));
    }

    /** To the service, at another time. */
    private void show(String code, Instant at) {
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            new TicketIssuing(Clock.fixed(at, ZoneOffset.UTC))
                    .momentFor(connection, office.id(), UUID.fromString(service))
                    .await()
                    .indefinitely()
                    .orElseThrow()
                    .requireCode(code);
        } finally {
            connection.closeAndAwait();
        }
    }

    private Response ask(boolean required) {
        return change(",\"joinCodeRequired\":" + required);
    }

    private Response change(String more) {
        return office.as("manager")
                .body("{\"name\":\"Service\",\"prefix\":\"AAA\"" + more + "}")
                .put(office.path("services/" + service));
    }

    private Response organization() {
        return given().get("/api/organizations/" + office.id());
    }

    private JsonPath shown() {
        return shown(service);
    }

    private JsonPath shown(String serviceId) {
        Response answer = office.as("employee").get("/api/queues/" + serviceId + "/join-code");
        answer.then().statusCode(200).header("Cache-Control", equalTo("no-store"));
        return answer.jsonPath();
    }

    private Response take(String code) {
        return take(service, code, UUID.randomUUID().toString());
    }

    private Response take(String serviceId, String code, String key) {
        Map<String, String> request = new HashMap<>();
        request.put("organizationId", office.id().toString());
        request.put("serviceId", serviceId);
        request.put("joinCode", code);
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(request)
                .post("/api/tickets");
    }

    private static void assertRefused(Response answer, String code) {
        answer.then().statusCode(403).body("code", equalTo(code));
    }
}
