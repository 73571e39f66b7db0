package dev.nextup.subscription;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.nextup.test.architecture.ArchitectureRules;

/** Holds this service to the rules of the house. */
@AnalyzeClasses(packages = "dev.nextup.subscription", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);
}
