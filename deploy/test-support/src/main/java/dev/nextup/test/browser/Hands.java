package dev.nextup.test.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A person's hands on mouse and keyboard: trusted events, as browsers ask for before they allow
 * much.
 */
public final class Hands {

    /** The middle of an element that has stopped moving: dialogs rise, and content comes late. */
    private static final String STILL_MIDDLE =
            """
            const find = () => %s;
            find()?.scrollIntoView({block: 'center', behavior: 'instant'});
            const middle = () => {
              const b = find()?.getBoundingClientRect();
              return b ? [b.x + b.width / 2, b.y + b.height / 2] : [0, 0];
            };
            let last = middle();
            for (let still = 0, frames = 0; still < 5 && frames < 100; frames++) {
              await new Promise(r => requestAnimationFrame(r));
              const now = middle();
              still = now[0] === last[0] && now[1] === last[1] ? still + 1 : 0;
              last = now;
            }
            return last""";

    private final Page page;

    Hands(Page page) {
        this.page = page;
    }

    /** Clicks the middle of the only visible element that matches, once it is there. */
    public void click(String selector) {
        clickAt("document.querySelector(" + quoted(selector) + ")", selector);
    }

    /**
     * Clicks the first button or link with this text or accessible label; isolating characters in
     * them do not count.
     */
    public void clickText(String text) {
        clickAt(
                "[...document.querySelectorAll('dialog[open] button'), ...document.querySelectorAll('button, a, label, summary')]"
                        + ".find(e => [e.innerText, e.ariaLabel ?? '']"
                        + ".some(t => t.replace(/[\\u2066-\\u2069]/g, '').trim() === "
                        + quoted(text)
                        + ") && e.getClientRects().length)",
                text);
    }

    private void clickAt(String element, String what) {
        page.await(
                "const e = " + element + "; return Boolean(e && e.getClientRects().length)", what);
        JsonNode middle = page.evaluate(STILL_MIDDLE.formatted(element));
        for (String type : new String[] {"mouseMoved", "mousePressed", "mouseReleased"}) {
            page.send(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            middle.path(0).asDouble(),
                            "y",
                            middle.path(1).asDouble(),
                            "button",
                            "mouseMoved".equals(type) ? "none" : "left",
                            "clickCount",
                            1));
        }
    }

    /** Types into what has the focus, replacing nothing. */
    public void type(String text) {
        page.send("Input.insertText", Map.of("text", text));
    }

    /**
     * Presses and releases a key.
     *
     * @param key as in {@code KeyboardEvent.key}: {@code Enter}, {@code Tab}, {@code Escape},
     *     {@code n}
     */
    public void press(String key) {
        int code =
                switch (key) {
                    case "Enter" -> 13;
                    case "Tab" -> 9;
                    case "Escape" -> 27;
                    case " " -> 32;
                    default -> key.length() == 1 ? Character.toUpperCase(key.charAt(0)) : 0;
                };
        String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
        page.send(
                "Input.dispatchKeyEvent",
                Map.of(
                        "type",
                        text.isEmpty() ? "rawKeyDown" : "keyDown",
                        "key",
                        key,
                        "text",
                        text,
                        "windowsVirtualKeyCode",
                        code));
        page.send(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
