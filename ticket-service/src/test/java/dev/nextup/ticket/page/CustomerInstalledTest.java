package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.browser.Installability;
import dev.nextup.test.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The customer app on the home screen. */
@QuarkusTest
class CustomerInstalledTest extends CustomerTest {

    /** As Safari, once the tap is a while ago. */
    private static final String NO_CLIPBOARD =
            "navigator.clipboard.writeText = () => Promise.reject(new Error('no longer'));";

    /** Without a browser around it, which DevTools cannot emulate. */
    private static final String STANDALONE =
            "const real = matchMedia;"
                    + "window.matchMedia = (query) => real(query.replaceAll('(display-mode: standalone)', 'all'));";

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void a_ticket_taken_in_the_browser_of_an_iphone_is_brought_into_the_app_on_its_home_screen(
            String language) {
        TownHall hall = TownHall.open(pool);
        try (CustomerPage browser = customer(language, "needs-home-screen");
                CustomerPage app = customer(language, "default")) {
            browser.page().beforeEachDocument(NO_CLIPBOARD);
            browser.page().open(at(hall.qr()));
            browser.taps(".button--large").taps(".steps .button").seesIn("dialog .input");
            browser.isGood("ios-link");
            String ticket = browser.ticket();
            String link =
                    read(browser.page(), "return document.querySelector('dialog .input').value");

            app.page().beforeEachDocument(STANDALONE);
            app.page().open(at(startOf(browser.page())));
            app.seesIn("#claim").isGood("installed");
            app.taps("#claim").page().hands().type(link);
            app.page().hands().press("Enter");
            app.sees("ticket--next").sees("reach--off");

            assertThat(app.ticket()).isEqualTo(ticket);
        }
    }

    @Test
    void a_browser_finds_nothing_in_the_way_of_installing_it() {
        try (CustomerPage customer = customer("en")) {
            customer.page().open(at("/?org=demo"));
            customer.seesIn("link[rel=manifest]");

            Installability app = Installability.of(customer.page());

            assertThat(app.manifest()).startsWith(at("/api/organizations/")).endsWith("/manifest");
            assertThat(app.manifestErrors()).isEmpty();
            // A visitor of these tests is a private window, from which nothing is installed.
            assertThat(app.obstacles()).containsExactly("in-incognito");
        }
    }

    /** Where the app of this page begins once it is installed. */
    private static String startOf(Page page) {
        return read(
                page,
                "const manifest = document.querySelector('link[rel=manifest]').href;"
                        + " return (await (await fetch(manifest)).json()).start_url");
    }

    private static String read(Page page, String script) {
        return page.evaluate(script).asText();
    }
}
