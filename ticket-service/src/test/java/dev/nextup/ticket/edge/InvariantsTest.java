package dev.nextup.ticket.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/invariants.md true: every test it names exists, in whatever module. */
class InvariantsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*$");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:#(\\w+))?`");

    private final String page = read(ROOT.resolve("docs/invariants.md"));

    @Test
    void each_of_the_twenty_names_its_proof() {
        List<MatchResult> rows = ROW.matcher(page).results().toList();

        assertThat(rows.stream().map(row -> Integer.parseInt(row.group(1))))
                .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat(rows).allMatch(row -> NAMED.matcher(row.group()).find());
    }

    @Test
    void every_named_test_exists() {
        Map<String, String> sources = sources();

        assertThat(NAMED.matcher(page).results())
                .isNotEmpty()
                .allSatisfy(
                        named -> {
                            assertThat(sources).containsKey(named.group(1));
                            if (named.group(2) != null) {
                                assertThat(sources.get(named.group(1)))
                                        .as(named.group())
                                        .containsPattern("void\\s+" + named.group(2) + "\\(");
                            }
                        });
    }

    private static Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        for (String module :
                List.of(
                        "common-model",
                        "ticket-service",
                        "subscription-service",
                        "notification-dispatcher",
                        "deploy/end-to-end")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(
                                file ->
                                        sources.merge(
                                                file.getFileName().toString().replace(".java", ""),
                                                read(file),
                                                String::concat));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
