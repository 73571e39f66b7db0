package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Where a device works, in a house with several branches. */
@QuarkusTest
class ConsolePlaceTest extends ConsoleTest {

    @Test
    void a_branch_is_chosen_first_and_offers_only_what_is_in_it() {
        String riverside =
                office.organization()
                        .add("branches", "{\"name\":\"Riverside\",\"timeZone\":\"Europe/Vienna\"}");
        String archive = add("departments", "Archive", "branchId", riverside);
        office.organization().service(archive, "ARC");
        add("counters", "Window R", "departmentId", archive);
        signIn(page, "employee");
        page.awaitText("Where are you working?");
        assertThat(chips())
                .contains("Hall", "Riverside", "Desk", "Counter 1")
                .doesNotContain("Archive");
        page.hands().clickText("Counter 1");

        page.hands().clickText("Riverside");
        page.awaitText("Archive");
        assertThat(chips()).contains("Archive", "Window R").doesNotContain("Desk", "Counter 1");
        assertFine(page, "place-branches");
        page.hands().clickText("Start");
        page.awaitText("Please choose a counter");
        page.hands().clickText("Window R");
        page.hands().clickText("Start");
        page.awaitText("Riverside · Archive");

        page.hands().clickText("Change");
        page.await(
                "return document.querySelector('input[name=branch]:checked')?.value === '"
                        + riverside
                        + "'",
                "the branch of before");
        page.hands().clickText("Hall");
        page.hands().clickText("Counter 2");
        page.hands().clickText("Start");
        page.awaitText("Hall · Desk");
        page.open(at("/admin/"));
        page.awaitText("Hall · Desk");
    }

    private String add(String kind, String name, String above, String id) {
        return office.organization()
                .add(kind, "{\"name\":\"%s\",\"%s\":\"%s\"}".formatted(name, above, id));
    }

    private String chips() {
        return page.evaluate(
                        "return [...document.querySelectorAll('.chip')].map(e => e.innerText).join()")
                .asText();
    }
}
