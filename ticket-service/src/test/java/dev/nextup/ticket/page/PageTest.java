package dev.nextup.ticket.page;

import dev.nextup.test.browser.Chromium;
import dev.nextup.test.browser.NeedsChromium;
import dev.nextup.test.browser.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests of pages in a real browser: one per class, and a person of its own per test. */
@NeedsChromium
abstract class PageTest {

    static Chromium chromium;

    @TestHTTPResource("/")
    URI service;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    /**
     * A browser in this language that has never been here, and keeps every breach of the page's
     * policy.
     */
    Page visitor(String language) {
        return prepared(chromium.newPage(), language);
    }

    /** What is done to the first tab of a visitor, done to another. */
    static Page prepared(Page page, String language) {
        page.speaks(language);
        page.screen().movesLittle();
        page.beforeEachDocument(
                "window.breaches = []; addEventListener('securitypolicyviolation',"
                        + " e => breaches.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))");
        return page;
    }

    String at(String path) {
        return service.resolve(path).toString();
    }

    /** Presses Tab until the element with this text, label or name has the focus. */
    static void tabTo(Page page, String text) {
        for (int i = 0; i < 60; i++) {
            page.hands().press("Tab");
            String focused =
                    page.evaluate(
                                    "const e = document.activeElement;"
                                            + " return (e.innerText || e.ariaLabel || e.closest('label')?.innerText || e.name || '')"
                                            + ".split('\\n')[0].trim()")
                            .asText("");
            if (focused.equals(text)) {
                return;
            }
        }
        throw new AssertionError("Tab never reaches " + text);
    }
}
