package dev.nextup.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.nextup.event.samples.EventThatParses;
import dev.nextup.messaging.samples.RelayThatKnowsTickets;
import org.junit.jupiter.api.Test;

/**
 * The fence around the one shared module. Its own, since the rules of test-support live in a module
 * that depends on this one.
 */
@AnalyzeClasses(packages = "dev.nextup", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule EVENTS_ARE_PLAIN_DATA =
            classes()
                    .that()
                    .resideInAPackage("dev.nextup.event..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.nextup.event..",
                            "java..",
                            "com.fasterxml.jackson.annotation..",
                            "org.jspecify..")
                    .because(
                            "anything may read an event, whatever libraries it has; put behaviour"
                                    + " into dev.nextup.messaging or into the service that needs it");

    @ArchTest
    static final ArchRule PROBLEMS_ARE_PLAIN_DATA =
            classes()
                    .that()
                    .resideInAPackage("dev.nextup.problem..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.nextup.problem..",
                            "java..",
                            "com.fasterxml.jackson.annotation..",
                            "org.jspecify..")
                    .because(
                            "every service answers with it; the mapping to HTTP belongs to the"
                                    + " service");

    @ArchTest
    static final ArchRule ENDPOINT_RULES_ARE_PLAIN_JAVA =
            classes()
                    .that()
                    .resideInAPackage("dev.nextup.endpoint..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("dev.nextup.endpoint..", "java..", "org.jspecify..")
                    .because(
                            "they judge an address and nothing else; what follows from it belongs to"
                                    + " the service that takes it or dials it");

    @ArchTest
    static final ArchRule MESSAGING_KNOWS_NO_DOMAIN_WORD =
            noClasses()
                    .that()
                    .resideInAPackage("dev.nextup.messaging..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.nextup.event.ticket..",
                            "dev.nextup.event.subscription..",
                            "dev.nextup.event.delivery..",
                            "dev.nextup.problem..")
                    .because(
                            "it carries any event; take an EventTypes or a function as a parameter"
                                    + " instead of naming a family");

    @ArchTest
    static final ArchRule PACKAGES_SAY_WHAT_THEY_ARE_FOR =
            noClasses()
                    .should()
                    .resideInAnyPackage(
                            "..util..",
                            "..helper..",
                            "..impl..",
                            "..dto..",
                            "..model..",
                            "..manager..",
                            "..common..")
                    .because("such a package collects anything; name it after what its classes do");

    @Test
    void anEventThatNeedsALibraryIsRefused() {
        assertThat(violates(EVENTS_ARE_PLAIN_DATA, EventThatParses.class)).isTrue();
    }

    @Test
    void messagingThatNamesAFamilyIsRefused() {
        assertThat(violates(MESSAGING_KNOWS_NO_DOMAIN_WORD, RelayThatKnowsTickets.class)).isTrue();
    }

    private static boolean violates(ArchRule rule, Class<?> sample) {
        JavaClasses classes = new ClassFileImporter().importClasses(sample);
        return rule.evaluate(classes).hasViolation();
    }
}
