package dev.nextup.test.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One tab. */
public final class Page implements AutoCloseable {

    private static final String USER_AGENT =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private final DevTools devTools;
    private final String context;
    private final String session;
    private final Screen screen = new Screen(this);

    private Page(DevTools devTools, String context, String session) {
        this.devTools = devTools;
        this.context = context;
        this.session = session;
    }

    static Page in(DevTools devTools, String context) {
        String target =
                devTools.send(
                                "Target.createTarget",
                                Map.of("url", "about:blank", "browserContextId", context))
                        .path("targetId")
                        .asText();
        String session = attach(devTools, target);
        devTools.send(session, "Page.enable", Map.of());
        return new Page(devTools, context, session);
    }

    private static String attach(DevTools devTools, String target) {
        return devTools.send("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
    }

    /** Another tab of the same person: storage, workers and permissions are shared. */
    public Page newTab() {
        return in(devTools, context);
    }

    /** Loads the address, or loads it again, up to its load event. */
    public void open(String url) {
        CompletableFuture<JsonNode> loaded =
                devTools.next(session, "Page.loadEventFired", event -> true);
        JsonNode answer = send("Page.navigate", Map.of("url", url));
        if (answer.has("errorText")) {
            throw new IllegalStateException(url + ": " + answer.path("errorText").asText());
        }
        DevTools.get("loading " + url, loaded);
    }

    /** Waits until the page, for the reason given, has loaded itself again. */
    public void loadsAgain(Runnable because) {
        CompletableFuture<JsonNode> loaded =
                devTools.next(session, "Page.loadEventFired", event -> true);
        because.run();
        DevTools.get("loading again", loaded);
    }

    /** Runs before any script of every document that is opened from now on. */
    public void beforeEachDocument(String script) {
        send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /**
     * Runs the body of an async function.
     *
     * @return what it returns, as JSON; missing for undefined
     * @throws ScriptException if it throws
     */
    public JsonNode evaluate(String body) {
        return run(session, body, false);
    }

    /** As {@link #evaluate}, with the rights a script has in the handler of a click. */
    public JsonNode evaluateAsClick(String body) {
        return run(session, body, true);
    }

    /**
     * Waits until the body of a function returns something true.
     *
     * @throws ScriptException after ten seconds, quoting what the page shows
     */
    public void await(String condition, String what) {
        evaluate(
                "const holds = () => {"
                        + condition
                        + "};"
                        + " const end = Date.now() + 10000;"
                        + " while (!holds()) {"
                        + "   if (Date.now() > end) throw new Error('not within 10 s: ' + "
                        + Hands.quoted(what)
                        + " + ' on: ' + document.body.innerText);"
                        + "   await new Promise(r => setTimeout(r, 20));"
                        + " }");
    }

    /** Waits until the page shows the text; isolating characters in it do not count. */
    public void awaitText(String text) {
        await(
                "return document.body.innerText.replace(/[\\u2066-\\u2069]/g, '').includes("
                        + Hands.quoted(text)
                        + ")",
                text);
    }

    /** What the page shows as text, without isolating characters. */
    public String text() {
        return evaluate("return document.body.innerText.replace(/[\\u2066-\\u2069]/g, '')")
                .asText();
    }

    /** Runs a whole script at the top level, past the page's content security policy. */
    void inject(String script) {
        JsonNode answer = send("Runtime.evaluate", Map.of("expression", script));
        if (answer.has("exceptionDetails")) {
            throw new ScriptException(answer.path("exceptionDetails").toString());
        }
    }

    /**
     * Cuts the page off from the network, or connects it again. Workers are cut off by the caller.
     */
    public void setOffline(boolean offline) {
        send("Network.enable", Map.of());
        send(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline",
                        offline,
                        "latency",
                        0,
                        "downloadThroughput",
                        -1,
                        "uploadThroughput",
                        -1));
    }

    public Screen screen() {
        return screen;
    }

    public Hands hands() {
        return new Hands(this);
    }

    /** Tells servers and scripts another user agent from the next document on. */
    public void claimToBe(String userAgent) {
        send("Emulation.setUserAgentOverride", Map.of("userAgent", userAgent));
    }

    /** Prefers this language from the next document on. */
    public void speaks(String language) {
        send("Emulation.setLocaleOverride", Map.of("locale", language));
        send(
                "Emulation.setUserAgentOverride",
                Map.of("userAgent", USER_AGENT, "acceptLanguage", language));
    }

    /**
     * @param setting {@code granted}, {@code denied} or {@code prompt}
     */
    public void setPermission(String origin, String name, String setting) {
        devTools.send(
                "Browser.setPermission",
                Map.of(
                        "origin", origin,
                        "permission", Map.of("name", name),
                        "setting", setting,
                        "browserContextId", context));
    }

    /** The worker that is registered for the scope; it must exist. */
    public ServiceWorker worker(String scope) {
        CompletableFuture<JsonNode> told =
                devTools.next(
                        session,
                        "ServiceWorker.workerRegistrationUpdated",
                        event -> registration(event, scope) != null);
        // Enabling tells of everything that is registered already.
        send("ServiceWorker.disable", Map.of());
        send("ServiceWorker.enable", Map.of());
        String id = registration(DevTools.get("the worker of " + scope, told), scope);
        return new ServiceWorker(this, scope, String.valueOf(id));
    }

    private static @Nullable String registration(JsonNode event, String scope) {
        for (JsonNode each : event.path("registrations")) {
            if (each.path("scopeURL").asText().equals(scope)
                    && !each.path("isDeleted").asBoolean()) {
                return each.path("registrationId").asText();
            }
        }
        return null;
    }

    /** Runs the body of an async function inside the running worker with this script. */
    JsonNode evaluateInWorker(String scope, String body) {
        for (JsonNode target : devTools.send("Target.getTargets", Map.of()).path("targetInfos")) {
            if (target.path("type").asText().equals("service_worker")
                    && target.path("browserContextId").asText().equals(context)
                    && target.path("url").asText().startsWith(scope)) {
                String worker = attach(devTools, target.path("targetId").asText());
                return run(worker, body, false);
            }
        }
        throw new IllegalStateException("No worker is running below " + scope);
    }

    JsonNode send(String method, Map<String, ?> parameters) {
        return devTools.send(session, method, parameters);
    }

    private JsonNode run(String where, String body, boolean asClick) {
        JsonNode answer =
                devTools.send(
                        where,
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                "(async () => {\n" + body + "\n})()",
                                "awaitPromise",
                                true,
                                "returnByValue",
                                true,
                                "userGesture",
                                asClick));
        if (answer.has("exceptionDetails")) {
            JsonNode details = answer.path("exceptionDetails");
            throw new ScriptException(
                    details.path("exception").path("description").asText(details.toString()));
        }
        return answer.path("result").path("value");
    }

    /** Closes the tab and forgets everything it stored. */
    @Override
    public void close() {
        devTools.send("Target.disposeBrowserContext", Map.of("browserContextId", context));
    }

    /** What a script threw. */
    public static final class ScriptException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ScriptException(String description) {
            super(description);
        }
    }
}
