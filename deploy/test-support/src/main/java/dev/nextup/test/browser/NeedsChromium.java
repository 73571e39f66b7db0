package dev.nextup.test.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests that are left out, loudly, on machines without Chromium. Where the environment variable
 * {@code NEXTUP_BROWSER_REQUIRED} is {@code true} (the gate), they fail instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NeedsChromium.Condition.class)
public @interface NeedsChromium {

    /** Decides per test class, before anything of it is started. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            ConditionEvaluationResult decision =
                    decide(
                            context.getDisplayName(),
                            Chromium.installed().isPresent(),
                            "true".equals(System.getenv("NEXTUP_BROWSER_REQUIRED")));
            if (decision.isDisabled()) {
                // Maven counts the skipped; only this says what they were and what to do.
                System.err.println("\n*** " + decision.getReason().orElse("") + "\n");
            }
            return decision;
        }

        /** Where a browser is required the tests run and fail without one. */
        static ConditionEvaluationResult decide(String tests, boolean installed, boolean required) {
            return installed || required
                    ? ConditionEvaluationResult.enabled("Chromium is here, or must be")
                    : ConditionEvaluationResult.disabled(
                            "LEFT OUT, NOT PASSED: " + tests + ". " + Chromium.HOW_TO_GET);
        }
    }
}
