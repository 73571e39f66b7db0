package dev.nextup.subscription.client;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.subscription.Customer;
import dev.nextup.test.browser.Chromium;
import dev.nextup.test.browser.Page;
import dev.nextup.test.browser.ServiceWorker;
import java.net.URI;
import java.time.Duration;

/** Somebody with a browser, at a page that uses the client; everything is empty at first. */
final class Visitor implements AutoCloseable {

    /**
     * The page's own clock can be moved on, and pauses are written down instead of waited for.
     * {@code attempt} answers what a call threw.
     */
    private static final String LIBRARY =
            """
            window.minutes ??= 0;
            window.pauses = [];
            window.news = [];
            const module = await import("%s/client/v1/nextup-push.js");
            window.PushError = module.PushError;
            window.push = module.default;
            push.onNotification((each) => news.push(each));
            window.attempt = async (call) => {
              try { return { value: await call() }; }
              catch (e) { return { code: e.code, typed: e instanceof PushError, message: e.message }; }
            };
            return push.initialize({
              baseUrl: "%s",
              now: () => Date.now() + minutes * 60000,
              delay: async (millis) => { pauses.push(millis); },
            });
            """;

    final Front front;
    final Page page;
    private final String api;

    private Visitor(Front front, Page page, String api) {
        this.front = front;
        this.page = page;
        this.api = api;
    }

    /** With notifications allowed already. */
    static Visitor allowing(Chromium chromium, URI service) {
        Visitor visitor = undecided(chromium, service);
        visitor.permission("granted");
        return visitor;
    }

    /** Who was never asked. */
    static Visitor undecided(Chromium chromium, URI service) {
        Front front = Front.of(service);
        return at(front, chromium, "");
    }

    /**
     * @param api origin of the API, empty for the page's own
     */
    static Visitor at(Front front, Chromium chromium, String api) {
        Page page = chromium.newPage();
        page.beforeEachDocument(Front.bridge());
        return new Visitor(front, page, api);
    }

    void permission(String setting) {
        page.setPermission(front.origin(), "notifications", setting);
    }

    /** Opens the page, or loads it again. */
    JsonNode load() {
        page.open(front.origin() + "/");
        return page.evaluate(LIBRARY.formatted(api, api));
    }

    JsonNode run(String script) {
        return page.evaluate(script);
    }

    JsonNode click(String script) {
        return page.evaluateAsClick(script);
    }

    /** Both steps, for a ticket that was just taken. */
    JsonNode join(Customer ticket) {
        click("return push.initializePushNotifications('%s')".formatted(ticket.organizationId));
        remember(ticket);
        return associate(ticket);
    }

    void remember(Customer ticket) {
        run(
                "return push.rememberTicket({id: '%s', organizationId: '%s', token: '%s', number: 'GEN-001'})"
                        .formatted(ticket.ticketId, ticket.organizationId, ticket.token));
    }

    JsonNode associate(Customer ticket) {
        return run("return push.associateSubscriptionWithTicket('%s')".formatted(ticket.ticketId));
    }

    /** Why the latest call answered false or null. */
    String lastError() {
        return run("return push.lastError?.code").asText();
    }

    /** Empty if the browser holds no subscription. */
    String endpoint() {
        return run("""
        const registration = await navigator.serviceWorker.ready;
        return (await registration.pushManager.getSubscription())?.endpoint ?? "";
        """)
                .asText();
    }

    ServiceWorker worker() {
        return page.worker(front.origin() + "/");
    }

    /** Waits until a script answers true. */
    void until(String script) {
        await().atMost(Duration.ofSeconds(20)).until(() -> run(script).asBoolean());
    }

    @Override
    public void close() {
        page.close();
        front.close();
    }
}
