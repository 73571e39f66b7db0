package dev.nextup.test.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Judges what a page shows now by the rules of WCAG 2.2 AA that a machine can check, with axe-core.
 */
public final class Accessibility {

    private static final String TAGS =
            "'wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'";

    private Accessibility() {}

    /**
     * @return one line per violation, with the elements it concerns; empty if there is none
     */
    public static List<String> violations(Page page) {
        if (!page.evaluate("return 'axe' in window").asBoolean()) {
            page.inject(script());
        }
        JsonNode found =
                page.evaluate(
                        "const result = await axe.run({runOnly: ["
                                + TAGS
                                + "]});"
                                + " return result.violations.map(v => v.id + ': ' + v.help + ' – '"
                                + " + v.nodes.map(n => n.target + ' (' + n.failureSummary + ')').join(', '))");
        List<String> lines = new ArrayList<>();
        found.forEach(line -> lines.add(line.asText()));
        return lines;
    }

    private static String script() {
        try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(
                    Objects.requireNonNull(in, "axe-core is not there").readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("axe-core", e);
        }
    }
}
