package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.browser.Accessibility;
import dev.nextup.test.browser.Page;
import dev.nextup.test.browser.Viewport;

/** The customer app as a person with a browser uses it. */
record CustomerPage(Page page, String language) implements AutoCloseable {

    private static final String CLIPPED =
            "const number = document.querySelector('.ticket-number');"
                    + " if (!number) return false;"
                    + " const drawn = new Range(); drawn.selectNode(number.lastChild);"
                    + " const inner = drawn.getBoundingClientRect(), outer = number.closest('.ticket').getBoundingClientRect();"
                    + " return inner.left < outer.left || inner.right > outer.right";

    /** By the code at the entrance to a ticket, without notifications. */
    String takeTicket(String address) {
        page.open(address);
        // There is no push service here; once the page knows, it does not offer what it cannot do.
        sees("banner");
        page.hands().click(".button--large");
        String ticket = ticket();
        sees("reach-status").sees("live-dot");
        return ticket;
    }

    String ticket() {
        sees("ticket");
        return page.evaluate("return new URLSearchParams(location.search).get('ticket')").asText();
    }

    /** Waits for the element with this class. */
    CustomerPage sees(String cssClass) {
        return seesIn("." + cssClass);
    }

    CustomerPage seesIn(String selector) {
        page.await("return document.querySelector('" + selector + "')", selector);
        return this;
    }

    CustomerPage reads(String text) {
        page.awaitText(text);
        return this;
    }

    CustomerPage taps(String selector) {
        page.hands().click(selector);
        return this;
    }

    String heading() {
        return page.evaluate("return document.querySelector('h1').innerText").asText();
    }

    /**
     * Good on a phone and on a desk, light and dark: no rule of WCAG broken, nothing beyond the
     * edge; with pictures.
     */
    CustomerPage isGood(String state) {
        for (Viewport viewport :
                new Viewport[] {Viewport.DESKTOP, Viewport.NARROW, Viewport.PHONE}) {
            page.screen().is(viewport);
            String name =
                    "customer-%s-%s-%s"
                            .formatted(
                                    state,
                                    language,
                                    viewport.name().toLowerCase(java.util.Locale.ROOT));
            page.screen().picture(name);
            assertThat(page.screen().overflow()).as(name + " scrolls sideways").isZero();
            assertThat(page.evaluate(CLIPPED).asBoolean()).as(name + " cuts its number").isFalse();
        }
        assertThat(Thumb.misses(page)).as(state + ", too small to press").isEmpty();
        assertThat(Accessibility.violations(page)).as(state).isEmpty();
        page.screen().isDark(true);
        page.screen().picture("customer-%s-%s-phone-dark".formatted(state, language));
        assertThat(Accessibility.violations(page)).as(state + ", dark").isEmpty();
        page.screen().isDark(false);
        assertThat(page.evaluate("return breaches")).as("breaches of the page's policy").isEmpty();
        return this;
    }

    @Override
    public void close() {
        page.close();
    }
}
