package dev.nextup.ticket.page;

import dev.nextup.test.browser.Page;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;

/** Tests of the customer app. */
abstract class CustomerTest extends PageTest {

    @Inject Pool pool;

    /** Whose browser has no push service. */
    CustomerPage customer(String language) {
        return new CustomerPage(visitor(language), language);
    }

    /**
     * Whose browser has a push service.
     *
     * @param permission what it would say to a question, as in {@code PushPermission}
     */
    CustomerPage customer(String language, String permission) {
        return pushing(visitor(language), language, permission);
    }

    /** With what the first one stored; not yet asked for notifications. */
    static CustomerPage secondTab(CustomerPage first) {
        Page tab = prepared(first.page().newTab(), first.language());
        return pushing(tab, first.language(), "default");
    }

    private static CustomerPage pushing(Page page, String language, String permission) {
        page.beforeEachDocument(PushWorkerRoute.PUSH + "window.pushIs = '" + permission + "'");
        return new CustomerPage(page, language);
    }

    /** With notifications allowed. */
    String taken(CustomerPage customer, TownHall hall) {
        customer.page().setPermission(at("/"), "notifications", "granted");
        customer.page().open(at(hall.qr()));
        customer.sees("promise").taps(".button--large").sees("reach--on").sees("live-dot");
        return customer.ticket();
    }
}
