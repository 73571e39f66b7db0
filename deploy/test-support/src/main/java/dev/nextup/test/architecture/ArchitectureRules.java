package dev.nextup.test.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static dev.nextup.test.architecture.Accesses.methodEndingIn;
import static dev.nextup.test.architecture.Accesses.methodOf;
import static dev.nextup.test.architecture.Accesses.systemClock;
import static dev.nextup.test.architecture.Conditions.HAVE_AT_MOST_SIX_PARAMETERS;
import static dev.nextup.test.architecture.Conditions.SAY_WHO_MAY_CALL;
import static dev.nextup.test.architecture.Conditions.answerHttp;
import static dev.nextup.test.architecture.Conditions.notNamed;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Set;

/**
 * The rules of the house that a machine can check. A module checks itself with
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "dev.nextup.ticket", importOptions = DoNotIncludeTests.class)
 * class ArchitectureTest {
 *     @ArchTest static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);
 * }
 * }</pre>
 *
 * <p>Libraries are named as text, so that a module without them can be checked too. Each rule says
 * in its {@code because} how to fix what it finds. A rule that finds nothing to check passes.
 */
public final class ArchitectureRules {

    private static final String UNI = "io.smallrye.mutiny.Uni";
    private static final String MULTI = "io.smallrye.mutiny.Multi";

    /**
     * Classes, by full name, that may subscribe: each runs a loop of its own from start to stop and
     * says in its javadoc what happens to a failure.
     */
    private static final Set<String> SUBSCRIBES_ON_PURPOSE =
            Set.of("dev.nextup.ticket.board.LiveChannel", "dev.nextup.ticket.group.Groups");

    @ArchTest
    public static final ArchRule PACKAGES_SAY_WHAT_THEY_ARE_FOR =
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
                    .allowEmptyShould(true)
                    .because(
                            "such a package collects anything: move the class to the feature that"
                                    + " uses it, or name the package after what it does");

    @ArchTest
    public static final ArchRule RESOURCES_ARE_NAMED_SO =
            classes()
                    .that()
                    .areAnnotatedWith("jakarta.ws.rs.Path")
                    .and()
                    .areNotInterfaces()
                    .should()
                    .haveSimpleNameEndingWith("Resource")
                    .allowEmptyShould(true)
                    .because(
                            "a reader finds the way into a feature by its name: call it XResource");

    @ArchTest
    public static final ArchRule RESOURCE_METHODS_ARE_PUBLIC =
            methods()
                    .that(answerHttp())
                    .should()
                    .bePublic()
                    .allowEmptyShould(true)
                    .because(
                            "Quarkus drops the route of any other method with only a warning: make"
                                    + " the method public, the class need not be");

    @ArchTest
    public static final ArchRule RESOURCE_METHODS_SAY_WHO_MAY_CALL =
            methods()
                    .that(answerHttp())
                    .should(SAY_WHO_MAY_CALL)
                    .allowEmptyShould(true)
                    .because(
                            "path policies can be bypassed: put @RolesAllowed, @Authenticated or"
                                    + " @PermitAll on the method or its class");

    @ArchTest
    public static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS =
            noFields()
                    .should()
                    .beAnnotatedWith("jakarta.inject.Inject")
                    .orShould()
                    .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                    .orShould()
                    .beAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Channel")
                    .orShould()
                    .beAnnotatedWith("org.eclipse.microprofile.rest.client.inject.RestClient")
                    .allowEmptyShould(true)
                    .because(
                            "a class with its needs in the constructor can be built in a test:"
                                    + " make the field final and a constructor parameter");

    @ArchTest
    public static final ArchRule CONSTRUCTORS_ARE_SHORT =
            classes()
                    .that()
                    .areNotRecords()
                    .and()
                    .areNotEnums()
                    .and()
                    .areNotAnonymousClasses()
                    .and()
                    .areNotLocalClasses()
                    .should(HAVE_AT_MOST_SIX_PARAMETERS)
                    .allowEmptyShould(true)
                    .because("a class that needs more does more than one thing: split it");

    @ArchTest
    public static final ArchRule LOGS_GO_THROUGH_JBOSS_LOGGING =
            noClasses()
                    .should(GeneralCodingRules.USE_JAVA_UTIL_LOGGING)
                    .orShould(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                    .allowEmptyShould(true)
                    .because(
                            "only org.jboss.logging carries the fixed keys and obeys the"
                                    + " configured level: use a private static final Logger");

    @ArchTest
    public static final ArchRule NOBODY_SUBSCRIBES =
            noClasses()
                    .that(notNamed(SUBSCRIBES_ON_PURPOSE))
                    .should()
                    .accessTargetWhere(methodOf(UNI, "subscribe"))
                    .orShould()
                    .accessTargetWhere(methodOf(UNI, "subscribeAsCompletionStage"))
                    .orShould()
                    .accessTargetWhere(methodOf(MULTI, "subscribe"))
                    .orShould()
                    .accessTargetWhere(methodEndingIn("AndForget"))
                    .allowEmptyShould(true)
                    .because(
                            "a failure in a forgotten stream is seen by nobody: return the Uni and"
                                    + " let the framework subscribe");

    @ArchTest
    public static final ArchRule NOBODY_SLEEPS =
            noClasses()
                    .should()
                    .accessTargetWhere(methodOf("java.lang.Thread", "sleep"))
                    .orShould()
                    .accessTargetWhere(methodOf("java.util.concurrent.TimeUnit", "sleep"))
                    .allowEmptyShould(true)
                    .because(
                            "a sleeping thread serves nobody: use onItem().delayIt(), @Scheduled or"
                                    + " a row with its next attempt");

    @ArchTest
    public static final ArchRule TIME_COMES_FROM_A_CLOCK =
            noClasses()
                    .should()
                    .accessTargetWhere(systemClock())
                    .allowEmptyShould(true)
                    .because(
                            "a test cannot turn the system's clock: inject java.time.Clock, and"
                                    + " pass `Instant now` to the domain");

    @ArchTest
    public static final ArchRule VALUES_ARE_SYNCHRONOUS =
            noClasses()
                    .that()
                    .areRecords()
                    .or()
                    .areEnums()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName(UNI)
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName(MULTI)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("jakarta.inject..", "jakarta.enterprise..")
                    .allowEmptyShould(true)
                    .because(
                            "records and enums are data and rules, testable without Quarkus: keep"
                                    + " Uni and injection in the use case that calls them");

    @ArchTest
    public static final ArchRule ENTITIES_STAY_IN_THEIR_PACKAGE =
            classes()
                    .that()
                    .haveSimpleNameEndingWith("Entity")
                    .or()
                    .areAnnotatedWith("jakarta.persistence.Entity")
                    .should()
                    .notBePublic()
                    .andShould()
                    .haveSimpleNameEndingWith("Entity")
                    .allowEmptyShould(true)
                    .because(
                            "whoever holds an entity depends on the table: make it package-private,"
                                    + " named XEntity, and hand out a record");

    private ArchitectureRules() {}
}
