package dev.nextup.test.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What holds for SQL in a service's sources. */
public final class Statements {

    /** All columns of a table or a subquery, inside a string. */
    private static final Pattern ALL_COLUMNS = Pattern.compile("\".*\\b[a-z]\\w*\\.\\*[ ,\"]");

    private Statements() {}

    /**
     * Lines that ask for all columns of something. Statements stay prepared on their connection:
     * when a newer replica's migration adds a column, one that asks for all of them would fail
     * until the connection is closed.
     *
     * @param sources a folder of Java sources
     */
    public static List<String> askingForAllColumns(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(Statements::lines)
                    .filter(line -> ALL_COLUMNS.matcher(line).find())
                    .toList();
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
