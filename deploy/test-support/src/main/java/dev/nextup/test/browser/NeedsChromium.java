package dev.nextup.test.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that are left out, loudly, on machines without Chromium. Where the environment variable
 * {@code NEXTUP_BROWSER_REQUIRED} is {@code true} (the gate), they fail instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NeedsChromium.Condition.class)
public @interface NeedsChromium {

    /** Whether there is a Chromium. */
    final class Condition extends BrowserCondition {

        Condition() {
            super(Chromium::installed, Chromium.HOW_TO_GET);
        }
    }
}
