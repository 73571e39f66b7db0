package dev.nextup.ticket.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.browser.Page;
import dev.nextup.ticket.logo.Pictures;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A logo, from the console to every page that wears it. */
@QuarkusTest
class ConsoleLogoTest extends ConsoleTest {

    /** As if it had been picked in the system's own dialog. */
    private static final String PICK =
            """
            const bytes = Uint8Array.from(atob('%s'), each => each.charCodeAt(0));
            const files = new DataTransfer();
            files.items.add(new File([bytes], 'logo.png', {type: 'image/png'}));
            const input = document.querySelector('.file-button input');
            input.files = files.files;
            input.dispatchEvent(new Event('change'));
            """;

    @Test
    void a_logo_is_seen_by_whatever_name_people_come_until_it_is_removed() {
        deskOf("admin");
        page.evaluate("location.hash = 'manage/branding'");
        page.awaitText("There is no logo yet.");
        page.evaluate(PICK.formatted(Base64.getEncoder().encodeToString(Pictures.logo())));
        page.awaitText("Saved.");
        String published =
                given().get("/api/organizations/" + office.organization().id())
                        .then()
                        .extract()
                        .path("logoUrl");
        assertThat(published).as("elsewhere than here").doesNotStartWith(at("/"));

        awaitPicture(page, ".top .logo");
        awaitPicture(page, ".logo-preview");
        assertFine(page, "logo");
        page.evaluate("location.hash = 'codes'");
        awaitPicture(page, ".poster-logo");
        try (Page board = visitor("en")) {
            board.open(at("/board/?department=" + office.department()));
            awaitPicture(board, ".board-logo");
            board.open(at("/board/?org=" + office.organization().id()));
            awaitPicture(board, ".chooser-logo");
            assertThat(board.evaluate("return breaches")).isEmpty();
        }
        page.evaluate("location.hash = 'manage/branding'");
        page.hands().clickText("Remove logo");
        page.awaitText("There is no logo yet.");
        awaitPicture(page, ".top img[src='/icon.svg']");
        assertThat(page.evaluate("return breaches")).isEmpty();
    }

    private static void awaitPicture(Page who, String selector) {
        who.await(
                "return document.querySelector(\"" + selector + "\")?.naturalWidth > 0", selector);
    }
}
