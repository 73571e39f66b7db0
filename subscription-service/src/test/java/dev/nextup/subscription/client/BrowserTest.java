package dev.nextup.subscription.client;

import dev.nextup.subscription.Customer;
import dev.nextup.test.browser.Chromium;
import dev.nextup.test.browser.NeedsChromium;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests with one browser per class, and a person of its own per test. */
@NeedsChromium
abstract class BrowserTest {

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

    /** At a loaded page, with notifications allowed. */
    Visitor visitor() {
        Visitor visitor = Visitor.allowing(chromium, service);
        visitor.load();
        return visitor;
    }

    static int activeSubscriptions(Customer ticket) {
        return ticket.read().path("activeSubscriptions");
    }
}
