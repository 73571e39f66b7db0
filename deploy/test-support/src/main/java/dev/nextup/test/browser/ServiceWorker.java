package dev.nextup.test.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;

/** A registered service worker. */
public final class ServiceWorker {

    private final Page page;
    private final String scope;
    private final String registrationId;

    ServiceWorker(Page page, String scope, String registrationId) {
        this.page = page;
        this.scope = scope;
        this.registrationId = registrationId;
    }

    /**
     * Delivers a push as the browser's push service would after decryption, and wakes the worker
     * for it.
     *
     * @param payload empty for a push without one
     */
    public void push(String payload) {
        URI address = URI.create(scope);
        page.send(
                "ServiceWorker.deliverPushMessage",
                Map.of(
                        "origin", address.getScheme() + "://" + address.getAuthority(),
                        "registrationId", registrationId,
                        "data", payload));
    }

    /** Runs the body of an async function in the worker, which must be running. */
    public JsonNode evaluate(String body) {
        return page.evaluateInWorker(scope, body);
    }
}
