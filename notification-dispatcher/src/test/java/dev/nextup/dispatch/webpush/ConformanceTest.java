package dev.nextup.dispatch.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of rules names tests that there are, and leaves out no rule that must be kept. */
class ConformanceTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
    private static final Pattern RULE = Pattern.compile("(?m)^\\|((?: [CEV]\\d+,?)+) ");

    @Test
    void every_test_that_is_named_exists() throws IOException {
        Map<String, String> sources = sources();

        assertThat(TEST.matcher(table()).results())
                .isNotEmpty()
                .allSatisfy(
                        named ->
                                assertThat(sources.get(named.group(1)))
                                        .as(named.group())
                                        .contains(" void " + named.group(2) + "("));
    }

    @Test
    void every_rule_that_must_be_kept_has_a_row() throws IOException {
        Set<String> rules = rules(table()).collect(Collectors.toCollection(TreeSet::new));

        assertThat(rules)
                .contains("C1", "C2", "C4", "C5", "C6", "C7", "C9")
                .contains("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E11")
                .contains("V1", "V2", "V3", "V6", "V7", "V8");
    }

    /** E8 is about what is stored, E11 about our own API; E7 is pinned by vectors. */
    @Test
    void every_rule_on_the_wire_is_proven_over_tls_with_both_versions() throws IOException {
        Map<String, String> sources = sources();
        Set<String> proven =
                table().lines()
                        .filter(row -> runsWithBothVersions(row, sources))
                        .flatMap(ConformanceTest::rules)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(proven)
                .contains("C1", "C2", "C4", "C5", "C6", "C7", "C9")
                .contains("E1", "E2", "E3", "E4", "E5", "E6", "E9")
                .contains("V1", "V2", "V3", "V5", "V6", "V7", "V8");
    }

    private static boolean runsWithBothVersions(String row, Map<String, String> sources) {
        return TEST.matcher(row)
                .results()
                .anyMatch(
                        named ->
                                Pattern.compile(" void " + named.group(2) + "\\([^)]*TlsVersion ")
                                        .matcher(sources.get(named.group(1)))
                                        .find());
    }

    private static Stream<String> rules(String text) {
        return RULE.matcher(text)
                .results()
                .map((MatchResult row) -> row.group(1))
                .flatMap(names -> Stream.of(names.strip().split(",? ")));
    }

    private static String table() throws IOException {
        return Files.readString(ROOT.resolve("docs/webpush-conformance.md"));
    }

    /** By the name of the class. */
    private static Map<String, String> sources() {
        return Stream.of("notification-dispatcher", "subscription-service", "deploy/end-to-end")
                .map(module -> ROOT.resolve(module).resolve("src/test/java"))
                .flatMap(ConformanceTest::javaFiles)
                .collect(
                        Collectors.toMap(
                                file -> file.getFileName().toString().replace(".java", ""),
                                ConformanceTest::read,
                                (one, other) -> one + other));
    }

    private static Stream<Path> javaFiles(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
