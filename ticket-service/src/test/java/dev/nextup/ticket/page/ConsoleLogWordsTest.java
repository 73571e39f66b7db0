package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The log has words for whatever notification-dispatcher writes into it. */
class ConsoleLogWordsTest {

    private static final Path ERRORS = Path.of("../docs/errors.md");
    private static final Path WORDS = Path.of("src/main/web/admin/log/reasons.ts");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+) \\|");
    private static final Pattern CODE = Pattern.compile("`([a-z-]+)`");
    private static final Pattern WORD = Pattern.compile("(?m)^ {2}\"([a-z-]+)\": ");

    /** What a row of the log can say without anything having gone wrong. */
    private static final Set<String> GOOD = Set.of("accepted", "delivered", "read");

    @Test
    void every_documented_reason_and_outcome_has_its_words() throws IOException {
        String documents = Files.readString(ERRORS);
        int begin = documents.indexOf("### Why a notification did not arrive");
        assertThat(begin).isPositive();
        Set<String> codes = new TreeSet<>(GOOD);
        ROW.matcher(documents.substring(begin))
                .results()
                .forEach(
                        row ->
                                CODE.matcher(row.group(1))
                                        .results()
                                        .forEach(code -> codes.add(code.group(1))));

        Set<String> words = new TreeSet<>();
        WORD.matcher(Files.readString(WORDS)).results().forEach(word -> words.add(word.group(1)));
        assertThat(codes).hasSizeGreaterThan(20);
        assertThat(words).containsAll(codes);
    }
}
