package dev.nextup.test.browser;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves tests out, loudly, on machines without their browser. Where the environment variable
 * {@code NEXTUP_BROWSER_REQUIRED} is {@code true} (the gate) they run, and fail. Decided per test
 * class, before anything of it is started.
 */
abstract class BrowserCondition implements ExecutionCondition {

    private final Supplier<Optional<Path>> installed;
    private final String howToGet;

    BrowserCondition(Supplier<Optional<Path>> installed, String howToGet) {
        this.installed = installed;
        this.howToGet = howToGet;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        ConditionEvaluationResult decision =
                decide(
                        context.getDisplayName(),
                        installed.get().isPresent(),
                        "true".equals(System.getenv("NEXTUP_BROWSER_REQUIRED")));
        if (decision.isDisabled()) {
            // Maven counts the skipped; only this says what they were and what to do.
            System.err.println("\n*** " + decision.getReason().orElse("") + "\n");
        }
        return decision;
    }

    /** Where a browser is required the tests run and fail without one. */
    ConditionEvaluationResult decide(String tests, boolean here, boolean required) {
        return here || required
                ? ConditionEvaluationResult.enabled("The browser is here, or must be")
                : ConditionEvaluationResult.disabled(
                        "LEFT OUT, NOT PASSED: " + tests + ". " + howToGet);
    }
}
