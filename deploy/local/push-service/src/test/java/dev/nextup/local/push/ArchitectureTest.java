package dev.nextup.local.push;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.nextup.local.push", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NOTHING_IS_SHARED_WITH_WHAT_IS_CHECKED =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.nextup..")
                                    .and(resideOutsideOfPackage("dev.nextup.local.push..")))
                    .because(
                            "a mistake shared by sender and receiver would be seen by neither:"
                                    + " write it again here, from the RFC");

    @ArchTest
    static final ArchRule CRYPTOGRAPHY_IS_THE_JDKS =
            classes()
                    .that()
                    .resideInAnyPackage(
                            "dev.nextup.local.push.p256..", "dev.nextup.local.push.decryption..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "javax.crypto..",
                            "org.jspecify..",
                            "dev.nextup.local.push.p256..",
                            "dev.nextup.local.push.decryption..")
                    .because("the services may use other providers: this is the second opinion");

    @ArchTest
    static final ArchRule PUSH_RESOURCES_DO_NOT_KNOW_WHO_RECEIVES =
            noClasses()
                    .that()
                    .resideInAPackage("dev.nextup.local.push.rfc8030..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.nextup.local.push.simulation..")
                    .because("a real browser on a WebSocket is a Receiver as well");
}
