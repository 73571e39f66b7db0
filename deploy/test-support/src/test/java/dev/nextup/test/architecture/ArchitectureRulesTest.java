package dev.nextup.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.FailureReport;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that cannot fail protects nothing: each finds its mark among the bad samples. */
class ArchitectureRulesTest {

    private static final JavaClasses BAD = imported("bad");
    private static final JavaClasses GOOD = imported("good");

    /** What each rule must find: parts of the lines it reports, one line each. */
    private static final Map<String, List<String>> FINDINGS =
            Map.ofEntries(
                    Map.entry("PACKAGES_SAY_WHAT_THEY_ARE_FOR", List.of("bad.util.")),
                    Map.entry("RESOURCES_ARE_NAMED_SO", List.of("TicketEndpoint")),
                    Map.entry("RESOURCE_METHODS_ARE_PUBLIC", List.of("TicketEndpoint.hidden")),
                    Map.entry(
                            "RESOURCE_METHODS_SAY_WHO_MAY_CALL", List.of("TicketEndpoint.hidden")),
                    Map.entry("NOTHING_IS_INJECTED_INTO_FIELDS", List.of("Careless.started")),
                    Map.entry("CONSTRUCTORS_ARE_SHORT", List.of("Greedy")),
                    Map.entry("LOGS_GO_THROUGH_JBOSS_LOGGING", List.of("Careless.shouts")),
                    Map.entry(
                            "NOBODY_SUBSCRIBES",
                            List.of(
                                    "Careless.forgets(",
                                    "Careless.forgetsByReference",
                                    "Careless.forgetsInShort")),
                    Map.entry("NOBODY_SLEEPS", List.of("Careless.sleeps")),
                    Map.entry(
                            "TIME_COMES_FROM_A_CLOCK",
                            List.of(
                                    "Careless.looksAtTheWall",
                                    "Careless.today",
                                    "Careless.millis")),
                    Map.entry("VALUES_ARE_SYNCHRONOUS", List.of("LazyValue")),
                    Map.entry("ENTITIES_STAY_IN_THEIR_PACKAGE", List.of("ExposedEntity")));

    static Stream<Named<ArchRule>> rules() {
        return Arrays.stream(ArchitectureRules.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> Named.of(field.getName(), rule(field)));
    }

    @Test
    void everyRuleHasABadSample() {
        assertThat(rules().map(Named::getName))
                .containsExactlyInAnyOrderElementsOf(FINDINGS.keySet());
    }

    @ParameterizedTest
    @MethodSource("findings")
    void theRuleFindsItsBadSampleAndNothingElse(Finding finding) {
        FailureReport report = finding.rule().evaluate(BAD).getFailureReport();

        assertThat(report.getDetails()).isNotEmpty();
        assertThat(finding.marks())
                .allSatisfy(
                        mark ->
                                assertThat(report.getDetails())
                                        .anyMatch(line -> line.contains(mark)));
        assertThat(report.getDetails())
                .allMatch(line -> finding.marks().stream().anyMatch(line::contains));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleSaysHowToFixWhatItFinds(ArchRule rule) {
        assertThat(rule.getDescription()).contains(", because ");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void goodCodePasses(ArchRule rule) {
        assertThat(rule.evaluate(GOOD).getFailureReport().getDetails()).isEmpty();
    }

    static Stream<Finding> findings() {
        return rules().map(rule -> new Finding(rule.getPayload(), FINDINGS.get(rule.getName())));
    }

    private static ArchRule rule(Field field) {
        try {
            return (ArchRule) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError("a rule must be public: " + field, e);
        }
    }

    private static JavaClasses imported(String samples) {
        return new ClassFileImporter()
                .importPackages(ArchitectureRulesTest.class.getPackageName() + "." + samples);
    }

    private record Finding(ArchRule rule, List<String> marks) {

        @Override
        public String toString() {
            return rule.getDescription();
        }
    }
}
