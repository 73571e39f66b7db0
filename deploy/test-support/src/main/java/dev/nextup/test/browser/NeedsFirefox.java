package dev.nextup.test.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that are left out, loudly, on machines without Firefox. Where the environment variable
 * {@code NEXTUP_BROWSER_REQUIRED} is {@code true} (the gate), they fail instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NeedsFirefox.Condition.class)
public @interface NeedsFirefox {

    /** Whether there is a Firefox. */
    final class Condition extends BrowserCondition {

        Condition() {
            super(Firefox::installed, Firefox.HOW_TO_GET);
        }
    }
}
