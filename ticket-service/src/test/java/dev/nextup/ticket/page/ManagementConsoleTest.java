package dev.nextup.ticket.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.nextup.test.browser.Viewport;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An organisation is built and dressed in the console. */
@QuarkusTest
class ManagementConsoleTest extends ConsoleTest {

    private static final String OLDER_CHANGES =
            "INSERT INTO management_audit (organization_id, actor, action, target_id, after)"
                    + " SELECT $1, 'operator', 'queue-reset', s.id, '{\"cancelled\":2,\"archived\":0}'::jsonb"
                    + " FROM service s CROSS JOIN generate_series(1, 50)"
                    + " WHERE s.organization_id = $1 AND s.prefix = 'IDC'";

    private static final String ADMIN_OF_AN_EMPTY_PLACE =
            "INSERT INTO member (id, organization_id, email, name, role, password_hash)"
                    + " SELECT gen_random_uuid(), $1, $2, 'Ada', 'admin', m.password_hash FROM member m"
                    + " WHERE m.email = $3";

    @Test
    void a_manager_adds_a_service_with_opening_hours_and_mistakes_stand_beside_their_fields() {
        deskOf("manager");
        page.hands().clickText("Management");
        page.hands().clickText("Add service");
        page.await("return document.querySelector('#edit-name')", "the form");
        page.hands().clickText("Save");
        page.awaitText("Please fill this in.");
        assertFine(page, "service-missing");
        type("#edit-name", "Passports");
        type("#edit-prefix", "gen");
        page.hands().clickText("Save");
        page.awaitText("Another service uses these letters.");
        page.evaluate("const e = document.querySelector('#edit-prefix'); e.value = ''");
        type("#edit-prefix", "pas");
        page.hands().clickText("Always open");
        page.awaitText("Monday");
        assertFine(page, "service-hours");
        page.hands().clickText("Save");
        page.awaitText("Saved.");

        page.awaitText("Passports");
        office.organization()
                .as("employee")
                .get(office.organization().path("services"))
                .then()
                .body("find { it.name == 'Passports' }.prefix", equalTo("PAS"))
                .body(
                        "find { it.name == 'Passports' }.openingHours.weekdays.MONDAY[0].from",
                        equalTo("08:00"))
                .body("find { it.name == 'Passports' }.openingHours.weekdays.keySet()", hasSize(5));
        assertThat(page.text()).as("for admins only").doesNotContain("Members");
    }

    @ParameterizedTest
    @CsvSource({
        "en, A number from 1 to, Three letters from A to Z",
        "ar, يُرجى إدخال رقم من 1 إلى, يُرجى إدخال ثلاثة حروف من A إلى Z"
    })
    void what_cannot_be_is_explained_beside_its_field_in_ones_own_language(
            String language, String range, String letters) {
        page.close();
        page = visitor(language);
        page.screen().is(Viewport.NARROW);
        signIn(page, "manager");
        page.await("return document.querySelector('.chip')", "the console");
        section("services");
        page.hands().click(".section-head .button--primary");
        page.await("return document.querySelector('#edit-name')", "the form");
        type("#edit-name", "Passports");
        type("#edit-prefix", "x1");
        page.hands().click("dialog [type=submit]");
        page.awaitText(letters);
        page.evaluate("document.querySelector('#edit-prefix').value = ''");
        type("#edit-prefix", "pas");
        page.evaluate("document.querySelector('#edit-expectedMinutes').value = ''");
        type("#edit-expectedMinutes", "9999");
        page.hands().click("dialog [type=submit]");

        page.awaitText(range);
        assertThat(page.evaluate("return document.activeElement.id").asText())
                .isEqualTo("edit-expectedMinutes");
        assertThat(page.text()).doesNotContain("expectedServiceSeconds");
        assertFine(page, "service-range-" + language);
    }

    @Test
    void an_admin_invites_a_member_for_one_department_and_gets_the_link_once() {
        deskOf("admin");
        section("members");
        page.hands().clickText("Invite member");
        page.await("return document.querySelector('#edit-email')", "the form");
        String email = Office.newEmail();
        type("#edit-email", email);
        type("#edit-name", "Nora New");
        page.hands().click(".checks-below .check");
        assertFine(page, "member");
        page.hands().clickText("Save");
        page.awaitText("Invitation link");
        assertFine(page, "invitation-link");
        assertThat(page.evaluate("return document.querySelector('dialog input').value").asText())
                .contains("/admin/#invitation=");

        office.organization()
                .as("admin")
                .get(office.organization().path("members"))
                .then()
                .body(
                        "find { it.email == '" + email + "' }.departments",
                        hasItem(office.department()));
    }

    @Test
    void counters_branches_and_departments_are_added_and_switched_off() {
        deskOf("admin");
        section("counters");
        page.hands().clickText("Add counter");
        page.await("return document.querySelector('#edit-name')", "the form");
        type("#edit-name", "Counter 3");
        page.hands().clickText("Service IDC");
        assertFine(page, "counter");
        page.hands().clickText("Save");
        page.awaitText("Counter 3");
        page.hands().clickText("Change: Counter 3");
        page.hands().clickText("In use");
        page.hands().clickText("Save");
        page.awaitText("Switched off");
        section("branches");
        page.hands().clickText("Add branch");
        page.await("return document.querySelector('#edit-name')", "the form");
        type("#edit-name", "Riverside");
        assertFine(page, "branch");
        page.hands().clickText("Save");
        page.awaitText("Riverside");
        section("departments");
        page.hands().clickText("Change: Desk");
        page.await("return document.querySelector('#edit-description')", "the form");
        type("#edit-description", "Everything else");
        page.hands().clickText("Save");

        page.awaitText("Everything else");
    }

    @Test
    void an_organisation_says_things_in_its_own_words_and_returns_to_the_usual_ones() {
        deskOf("admin");
        section("messages");
        page.hands().clickText("Change: Your turn, English");
        page.await("return document.querySelector('#edit-title')", "the form");
        type("#edit-title", "Come in, {name}");
        type("#edit-body", "To {counter}, please.");
        page.hands().clickText("Save");
        page.awaitText("none of the placeholders");
        assertFine(page, "message");
        page.evaluate("document.querySelector('#edit-title').value = ''");
        type("#edit-title", "Come in, {number}");
        page.hands().clickText("Save");
        page.awaitText("Come in, {number}");
        assertFine(page, "messages");
        page.hands().clickText("Use usual words: Your turn, English");

        page.await("return !document.body.innerText.includes('Come in')", "the usual words");
    }

    @Test
    void the_appearance_is_changed_for_all() {
        deskOf("admin");
        section("branding");
        page.hands().clickText("Change");
        page.await("return document.querySelector('#edit-welcomeMessage')", "the form");
        type("#edit-welcomeMessage", "Good to see you");
        assertFine(page, "branding");
        page.hands().clickText("Save");

        page.awaitText("Good to see you");
        given().get("/api/organizations/" + office.organization().id())
                .then()
                .body("welcomeMessage", equalTo("Good to see you"))
                .body("languages", hasItem("ar"));
    }

    @Test
    void an_admin_reads_who_changed_what_page_by_page_and_again_after_a_failure() {
        pool.preparedQuery(OLDER_CHANGES).executeAndAwait(Tuple.of(office.organization().id()));
        change("departments/" + office.department(), "{\"name\":\"Front desk\"}");
        office.organization()
                .as("admin")
                .delete(office.organization().path("counters/" + office.second()))
                .then()
                .statusCode(204);
        office.command("/api/queues/" + office.general() + "/close", "");
        deskOf("admin");
        section("audit");
        page.awaitText("Sam Staff accepted the invitation.");
        assertThat(page.text())
                .contains("Somebody invited the member Sam Staff.")
                .contains("Somebody closed the service Service GEN for new tickets.")
                .contains("Somebody switched the counter Counter 2 off.")
                .contains("Somebody changed the department Front desk.")
                .contains("Name: Desk, now Front desk")
                .contains("The operator reset the queue Service IDC: 2 tickets were cancelled.")
                .doesNotContain("added the branch Hall");
        assertFine(page, "audit");
        page.setOffline(true);
        page.hands().clickText("Show more");
        page.awaitText("Try again");
        assertFine(page, "audit-failed");
        page.setOffline(false);
        page.hands().clickText("Try again");

        page.awaitText("Somebody added the branch Hall.");
        assertThat(page.text()).doesNotContain("Try again").doesNotContain("Show more");
        assertThat(
                        page.evaluate(
                                        "return [...document.querySelectorAll('.items > li')].indexOf(document.activeElement.closest('li'))")
                                .asInt())
                .as("where reading goes on")
                .isEqualTo(50);
    }

    @Test
    void where_nothing_was_changed_yet_the_audit_says_so() {
        String known = office.member("admin");
        String newcomer = Office.newEmail();
        pool.preparedQuery(ADMIN_OF_AN_EMPTY_PLACE)
                .executeAndAwait(Tuple.of(OtherOrganization.create(pool).id(), newcomer, known));
        page.open(at("/admin/"));
        Office.logIn(page, newcomer, Office.PASSWORD);
        page.awaitText("Management");
        section("audit");

        page.awaitText("Nothing has been changed yet.");
        assertFine(page, "audit-empty");
    }

    private void change(String path, String body) {
        office.organization()
                .as("admin")
                .body(body)
                .put(office.organization().path(path))
                .then()
                .statusCode(200);
    }

    private void section(String name) {
        page.evaluate("location.hash = 'manage/" + name + "'");
        page.await(
                "return document.querySelector('.subnav [aria-current]')?.hash === '#manage/"
                        + name
                        + "'"
                        + " && document.querySelector('.manage h2')",
                name);
    }

    private void type(String field, String text) {
        page.hands().click(field);
        page.hands().type(text);
    }
}
