package dev.nextup.test.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

class NeedsFirefoxTest {

    private final NeedsFirefox.Condition condition = new NeedsFirefox.Condition();

    @Test
    void without_it_tests_are_left_out_and_say_how_to_get_it() {
        ConditionEvaluationResult decision = condition.decide("FirefoxIT", false, false);

        assertThat(decision.isDisabled()).isTrue();
        assertThat(decision.getReason().orElse(""))
                .contains("LEFT OUT", "FirefoxIT", "apt-get install firefox-esr");
    }

    @Test
    void where_it_is_required_none_are_left_out() {
        assertThat(condition.decide("FirefoxIT", false, true).isDisabled()).isFalse();
    }

    @Test
    void one_that_is_not_there_does_not_start() {
        System.setProperty("nextup.firefox", "/nowhere/firefox");
        try {
            assertThatThrownBy(Firefox.withPushService("ws://localhost:1/")::start)
                    .hasMessageContaining("does not start");
        } finally {
            System.clearProperty("nextup.firefox");
        }
    }
}
