package dev.nextup.ticket.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.test.browser.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * A board in a browser, with ears: everything that sounds is written down, and times pass as a test
 * needs them.
 */
record BoardScreen(Page page) {

    /**
     * {@code heard}: a line per chime and per spoken sentence; {@code told}: each sentence for
     * screen readers; {@code timers}: how many are running; {@code skip}: milliseconds the clock is
     * ahead. The machine has no voices, so these two are made up.
     */
    private static final String EARS =
            """
            window.heard = []; window.told = []; window.langs = []; window.skip = 0; window.locks = 0;
            const start = OscillatorNode.prototype.start;
            let notes = 0;
            OscillatorNode.prototype.start = function (...at) {
              if (notes++ % 2 === 0) heard.push('chime');
              return start.apply(this, at);
            };
            window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
            speechSynthesis.getVoices = () => ['en-GB', 'ar-SA'].map(lang => ({ lang, localService: true }));
            speechSynthesis.cancel = () => {};
            speechSynthesis.speak = said => { heard.push(said.lang + ' ' + said.text); setTimeout(() => said.onend(), 20); };
            const now = Date.now.bind(Date);
            Date.now = () => now() + skip;
            const lock = { released: false };
            Object.defineProperty(Navigator.prototype, 'wakeLock', { value: { request: async () => { locks++; return lock; } } });
            addEventListener('DOMContentLoaded', () => new MutationObserver(() =>
              langs.at(-1) !== document.documentElement.lang && langs.push(document.documentElement.lang)
            ).observe(document.documentElement, { attributes: true }));
            addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
              const said = document.querySelector('[role=alert]')?.textContent.replace(/[\u2066-\u2069]/g, '');
              const shown = document.querySelector('.call--announced .call-number')?.textContent;
              if (said && said !== told.at(-1)?.said) told.push({ said, shown });
            }).observe(document.body, { childList: true, subtree: true, characterData: true }));
            """;

    /**
     * Announcements take a part of their time. Only they, so that a stream's silence is judged as
     * ever.
     */
    private static final String HASTE =
            """
            const pace = %d, later = setTimeout, elapsed = performance.now.bind(performance);
            window.setTimeout = (then, millis, ...given) =>
                later(then, millis >= 200 && millis <= 12000 ? millis / pace : millis, ...given);
            performance.now = () => elapsed() * pace;
            window.timers = new Set();
            const started = setTimeout, repeated = setInterval, cleared = clearTimeout;
            window.setTimeout = (then, millis, ...given) => {
              const id = started(() => { timers.delete(id); then(...given); }, millis);
              timers.add(id);
              return id;
            };
            window.setInterval = (...given) => { const id = repeated(...given); timers.add(id); return id; };
            window.clearTimeout = id => { timers.delete(id); cleared(id); };
            window.checks = 0;
            const asked = fetch;
            window.fetch = (path, ...rest) => { checks += path === '/board/'; return asked(path, ...rest); };
            """;

    static BoardScreen on(Page page, int pace) {
        page.beforeEachDocument("{" + EARS + "}");
        page.beforeEachDocument("{" + HASTE.formatted(pace) + "}");
        return new BoardScreen(page);
    }

    /** Up to the first state, and with sound if it has been pressed. */
    BoardScreen open(String address) {
        page.open(address);
        page.await(
                "return document.querySelector('.board-waiting') && document.querySelector('.board-organization')",
                "the board and whose it is");
        return this;
    }

    BoardScreen press() {
        page.hands().click(".sound");
        page.await("return !document.querySelector('.sound')", "sound");
        return this;
    }

    void awaitCall(Object number) {
        page.await(
                "return document.querySelector('.call--announced .call-number')?.textContent === '"
                        + number
                        + "'",
                number + " announced");
    }

    void awaitQuiet() {
        page.await("return !document.querySelector('.call--announced')", "no announcement");
    }

    /** The clock jumps, as over a night with the lid closed. */
    void skip(long millis) {
        page.evaluate("skip += " + millis);
    }

    String shown(String selector) {
        return page.evaluate("return document.querySelector('" + selector + "')?.innerText")
                .asText();
    }

    List<String> before() {
        return lines("[...document.querySelectorAll('.before-number')].map(e => e.textContent)");
    }

    List<String> heard() {
        return lines("heard");
    }

    List<String> lines(String list) {
        JsonNode found = page.evaluate("return " + list);
        List<String> lines = new ArrayList<>();
        found.forEach(line -> lines.add(line.asText()));
        return lines;
    }
}
