package dev.nextup.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatementsTest {

    /** All columns of a table or a subquery, inside a string. */
    private static final Pattern ALL_COLUMNS = Pattern.compile("\".*\\b[a-z]\\w*\\.\\*[ ,\"]");

    /**
     * Statements stay prepared on their connection. When a newer replica's migration adds a column,
     * one that asks for all of them would fail until the connection is closed.
     */
    @Test
    void statements_name_their_columns() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> offending =
                    sources.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(StatementsTest::lines)
                            .filter(line -> ALL_COLUMNS.matcher(line).find())
                            .toList();

            assertThat(offending).isEmpty();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
