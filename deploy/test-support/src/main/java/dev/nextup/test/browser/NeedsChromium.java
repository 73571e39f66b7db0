package dev.nextup.test.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

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
            if (Chromium.installed().isPresent()
                    || "true".equals(System.getenv("NEXTUP_BROWSER_REQUIRED"))) {
                return ConditionEvaluationResult.enabled("Chromium is here, or must be");
            }
            String reason =
                    "LEFT OUT, NOT PASSED: "
                            + context.getDisplayName()
                            + ". "
                            + Chromium.HOW_TO_GET;
            if (context.getTestMethod().isEmpty()) {
                System.err.println("\n*** " + reason + "\n");
            }
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
