package dev.nextup.ticket.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every language says all that English says, and fills in the same. */
class TextsTest {

    private static final Path PAGES = Path.of("src/main/web");
    private static final Pattern ENTRY = Pattern.compile("(?ms)^ {2}(\\w+): (.*?)(?=^ {2}\\w|^})");
    private static final Pattern FILLED_IN = Pattern.compile("\\{(\\w+)}");
    private static final int LONGEST_FILE = 300;

    @ParameterizedTest
    @MethodSource("translations")
    void a_translation_has_the_keys_of_the_english_texts_and_their_placeholders(Path translation)
            throws IOException {
        Map<String, Set<String>> english = texts(translation.resolveSibling("en.ts"));

        assertThat(english).isNotEmpty();
        assertThat(texts(translation)).isEqualTo(english);
    }

    @ParameterizedTest
    @MethodSource("files")
    void files_of_texts_are_short(Path file) throws IOException {
        assertThat(Files.readAllLines(file)).hasSizeLessThan(LONGEST_FILE);
    }

    static Stream<Path> translations() throws IOException {
        return files().filter(file -> !file.endsWith("en.ts"));
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(PAGES)) {
            return all.filter(file -> file.getParent().endsWith("i18n")).toList().stream();
        }
    }

    /** What is filled in, by key, whichever plural form it stands in. */
    private static Map<String, Set<String>> texts(Path file) throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        ENTRY.matcher(Files.readString(file))
                .results()
                .forEach(
                        entry ->
                                found.put(
                                        entry.group(1),
                                        new TreeSet<>(
                                                FILLED_IN
                                                        .matcher(entry.group(2))
                                                        .results()
                                                        .map(each -> each.group(1))
                                                        .toList())));
        return found;
    }
}
