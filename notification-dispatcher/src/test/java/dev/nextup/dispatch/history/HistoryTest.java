package dev.nextup.dispatch.history;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.test.TestTokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class HistoryTest {

    private static final String PATH = "/api/notifications/logs";
    private static final Duration SOON = Duration.ofSeconds(15);

    @Inject VapidKeyRing ring;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final UUID organization = UUID.randomUUID();
    private final String clerk = TestTokens.staff(organization);

    @Test
    void a_delivery_is_shown_with_its_attempts() throws Exception {
        TestTicket ticket = new TestTicket(organization);
        SimulatedBrowser browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), pushService, ring.newest().publicKey());
        ticket.bound(browser, ring);
        browser.answer("[{\"status\":503,\"reason\":\"errno: 202\"}]");
        ticket.called();

        await().atMost(SOON).until(() -> "ACCEPTED".equals(read().getString("items[0].status")));
        JsonPath page = read();
        assertThat(page.getString("items[0].ticketId")).isEqualTo(ticket.id.toString());
        assertThat(page.getString("items[0].ticketNumber")).isEqualTo("GEN-014");
        assertThat(page.getString("items[0].notificationType")).isEqualTo("your_turn");
        assertThat(page.getList("items[0].attempts.outcome"))
                .containsExactly("http-503", "accepted");
        assertThat(page.getList("items[0].attempts.httpStatus")).containsExactly(503, 201);
        assertThat(page.getList("items[0].attempts.reason")).containsExactly("errno-202", null);
        assertThat(page.getList("items[0].attempts.channel")).containsOnly("push");
        assertThat(page.getList("items[0].attempts.pushService")).containsOnly(pushService);
        assertThat(page.prettyPrint()).doesNotContain(browser.endpoint());
    }

    @Test
    void filters_leave_what_was_asked_for() {
        TestTicket first = new TestTicket(organization).created().called();
        TestTicket second = new TestTicket(organization).created();
        await().atMost(SOON).until(() -> read().getList("items").size() == 3);

        assertThat(ids("ticketId", first.id.toString()))
                .containsOnly(first.id.toString())
                .hasSize(2);
        assertThat(ids("type", "your_turn")).containsExactly(first.id.toString());
        assertThat(ids("status", "PLANNED"))
                .containsExactlyInAnyOrder(first.id.toString(), second.id.toString());
        assertThat(ids("to", "2026-01-01T00:00:00Z")).isEmpty();
        assertThat(ids("from", "2026-01-01T00:00:00Z")).hasSize(3);
    }

    @Test
    void pages_show_everything_once_newest_first() {
        for (int i = 0; i < 120; i++) {
            new TestTicket(organization).created();
        }
        await().atMost(SOON).until(() -> all().size() == 120);

        List<String> ids = all();
        assertThat(new HashSet<>(ids)).hasSize(120);
        List<String> times = read().getList("items.createdAt");
        assertThat(times).isSortedAccordingTo((a, b) -> b.compareTo(a)).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({
        "ticketId, x",
        "type, your_fault",
        "status, LOST",
        "from, yesterday",
        "to, 2026",
        "cursor, zzz",
        "cursor, eHh4"
    })
    void a_filter_of_the_wrong_form_is_named(String name, String value) {
        request()
                .queryParam(name, value)
                .get(PATH)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-field"))
                .body("field", equalTo(name));
    }

    @Test
    void without_an_organisation_nothing_is_shown() {
        given().auth()
                .oauth2(clerk)
                .get(PATH)
                .then()
                .statusCode(400)
                .body("details.organizationId", equalTo("missing"));
    }

    @Test
    void only_staff_of_the_organisation_may_look() {
        given().auth()
                .oauth2(TestTokens.staff(UUID.randomUUID(), "admin"))
                .queryParam("organizationId", organization)
                .get(PATH)
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-organization"));
        given().auth()
                .oauth2(TestTokens.holder(UUID.randomUUID(), organization))
                .queryParam("organizationId", organization)
                .get(PATH)
                .then()
                .statusCode(403);
        given().queryParam("organizationId", organization).get(PATH).then().statusCode(401);
    }

    @Test
    void members_see_the_tickets_of_what_they_work_for() {
        TestTicket ours = new TestTicket(organization).created().called();
        TestTicket theirs = new TestTicket(organization).created();
        await().atMost(SOON).until(() -> read().getList("items").size() == 3);

        for (String role : List.of("employee", "manager")) {
            assertThat(seenBy(role, List.of(), List.of(ours.departmentId)))
                    .containsOnly(ours.id.toString())
                    .hasSize(2);
            assertThat(seenBy(role, List.of(theirs.branchId), List.of()))
                    .containsExactly(theirs.id.toString());
            assertThat(seenBy(role, List.of(theirs.branchId), List.of(ours.departmentId)))
                    .hasSize(3);
            assertThat(seenBy(role, List.of(), List.of(UUID.randomUUID()))).isEmpty();
        }
        assertThat(seenBy("admin", List.of(), List.of(UUID.randomUUID()))).hasSize(3);
    }

    private List<String> seenBy(String role, List<UUID> branches, List<UUID> departments) {
        return given().auth()
                .oauth2(TestTokens.scoped(organization, role, branches, departments))
                .queryParam("organizationId", organization)
                .get(PATH)
                .jsonPath()
                .getList("items.ticketId");
    }

    private List<String> all() {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request = request();
            JsonPath page =
                    (cursor == null ? request : request.queryParam("cursor", cursor))
                            .get(PATH)
                            .jsonPath();
            ids.addAll(page.getList("items.deliveryId"));
            cursor = page.getString("next");
        } while (cursor != null);
        return ids;
    }

    private List<String> ids(String filter, String value) {
        return request().queryParam(filter, value).get(PATH).jsonPath().getList("items.ticketId");
    }

    private JsonPath read() {
        return request().get(PATH).jsonPath();
    }

    private RequestSpecification request() {
        return given().auth().oauth2(clerk).queryParam("organizationId", organization);
    }
}
