package dev.nextup.test.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

class NeedsChromiumTest {

    @Test
    void without_a_browser_tests_are_left_out_and_say_how_to_get_one() {
        ConditionEvaluationResult decision =
                new NeedsChromium.Condition().decide("WorkerTest", false, false);

        assertThat(decision.isDisabled()).isTrue();
        assertThat(decision.getReason().orElse(""))
                .contains("LEFT OUT", "WorkerTest", "apt-get install chromium");
    }

    @Test
    void where_a_browser_is_required_none_are_left_out() {
        assertThat(new NeedsChromium.Condition().decide("WorkerTest", false, true).isDisabled())
                .isFalse();
        assertThat(new NeedsChromium.Condition().decide("WorkerTest", true, false).isDisabled())
                .isFalse();
    }

    @Test
    void a_browser_that_is_not_there_does_not_start() {
        System.setProperty("nextup.chromium", "/nowhere/chromium");
        try {
            assertThatThrownBy(Chromium::start).hasMessageContaining("does not start");
        } finally {
            System.clearProperty("nextup.chromium");
        }
    }
}
