package dev.nextup.test.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

/** One tab of a {@link Firefox}. */
public final class FirefoxTab implements AutoCloseable {

    /** The key of an element in WebDriver's JSON. */
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final Marionette marionette;
    private final String handle;

    FirefoxTab(Marionette marionette, String handle) {
        this.marionette = marionette;
        this.handle = handle;
    }

    /** Loads the address, or loads it again, up to its load event. */
    public void open(String url) {
        send("WebDriver:Navigate", Map.of("url", url));
    }

    /** Puts it in front of the others: a browser asks its person nothing about tabs behind. */
    public void toFront() {
        here(
                () ->
                        marionette.send(
                                "WebDriver:SwitchToWindow",
                                Map.of("handle", handle, "focus", true)));
    }

    /** Where it is. */
    public String url() {
        return send("WebDriver:GetCurrentURL", Map.of()).path("value").asText();
    }

    /**
     * Runs the body of an async function.
     *
     * @return what it returns, as JSON; missing for undefined
     * @throws Page.ScriptException if it throws
     */
    public JsonNode evaluate(String body) {
        return here(() -> Scripts.run(marionette, body));
    }

    /**
     * Clicks as a person does: what the page does then, it does by a gesture of the user.
     *
     * @throws IllegalStateException if there is no such element, or it cannot be clicked
     */
    public void click(String selector) {
        try {
            here(() -> marionette.send("WebDriver:ElementClick", Map.of("id", element(selector))));
        } catch (Marionette.RefusedException e) {
            throw new IllegalStateException("Cannot click " + selector, e);
        }
    }

    /** Writes into a field, key by key. */
    public void type(String selector, String text) {
        here(
                () ->
                        marionette.send(
                                "WebDriver:ElementSendKeys",
                                Map.of("id", element(selector), "text", text)));
    }

    /** What is to be seen of it, as PNG. */
    public byte[] screenshot() {
        JsonNode answer = send("WebDriver:TakeScreenshot", Map.of("full", false));
        return Base64.getDecoder().decode(answer.path("value").asText());
    }

    /** Closes the tab; what it stored stays with the profile. */
    @Override
    public void close() {
        JsonNode left = send("WebDriver:CloseWindow", Map.of());
        // Firefox does nothing more, not even open a tab, while the session is in a closed one.
        marionette.send(
                "WebDriver:SwitchToWindow",
                Map.of("handle", left.path(0).asText(), "focus", false));
    }

    private String element(String selector) {
        return marionette
                .send("WebDriver:FindElement", Map.of("using", "css selector", "value", selector))
                .path("value")
                .path(ELEMENT)
                .asText();
    }

    private JsonNode send(String command, Map<String, ?> parameters) {
        return here(() -> marionette.send(command, parameters));
    }

    private <T> T here(Supplier<T> work) {
        synchronized (marionette) {
            marionette.send("WebDriver:SwitchToWindow", Map.of("handle", handle, "focus", false));
            return work.get();
        }
    }
}
