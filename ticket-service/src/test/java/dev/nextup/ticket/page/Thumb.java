package dev.nextup.ticket.page;

import dev.nextup.test.browser.Page;
import java.util.ArrayList;
import java.util.List;

/** Presses what it sees, and misses what is too small. */
final class Thumb {

    /** In CSS pixels, as Apple and WCAG 2.5.5 have it. */
    private static final int LEAST = 44;

    private Thumb() {}

    /**
     * What can be pressed and is less than 44 pixels high or wide, with all of its label; a link
     * within a sentence is no target.
     *
     * @return its HTML, and its size
     */
    static List<String> misses(Page page) {
        List<String> missed = new ArrayList<>();
        page.evaluate(
                        """
                        const open = document.querySelector('dialog[open]') ?? document;
                        return [...open.querySelectorAll('button, a[href], input, select, textarea, summary')]
                          .filter(e => e.checkVisibility() && !e.matches('.skip-link, p > a'))
                          .map(e => [e, (e.closest('label') ?? e).getBoundingClientRect()])
                          .filter(([, box]) => box.width > 1 && Math.min(Math.round(box.width), Math.round(box.height)) < %d)
                          .map(([e, box]) => e.outerHTML.slice(0, 120) + ' ' + box.width + ' x ' + box.height)
                        """
                                .formatted(LEAST))
                .forEach(each -> missed.add(each.asText()));
        return missed;
    }
}
