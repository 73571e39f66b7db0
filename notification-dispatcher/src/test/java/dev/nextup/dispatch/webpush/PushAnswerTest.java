package dev.nextup.dispatch.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Gone;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushAnswerTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void any_success_is_an_acceptance(int status) {
        assertThat(outcome(status, null, "")).isEqualTo(new Accepted(status));
    }

    @ParameterizedTest
    @CsvSource({"404, not-found", "410, gone"})
    void only_these_two_end_a_subscription(int status, String code) {
        assertThat(outcome(status, null, "")).isEqualTo(new Gone(status));
        assertThat(outcome(status, null, "").code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 405, 413, 415, 418})
    void what_will_never_work_is_rejected(int status) {
        assertThat(outcome(status, null, "")).isEqualTo(new Rejected(status, "http-" + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {406, 408, 425, 429, 500, 502, 503, 504, 507, 599})
    void what_may_pass_is_tried_again(int status) {
        assertThat(outcome(status, null, ""))
                .isEqualTo(new TryLater(status, "http-" + status, null));
    }

    @ParameterizedTest
    @CsvSource({
        "400, VapidPkHashMismatch",
        "403, {\"reason\":\"vapid-key-mismatch\"}",
        "403, the key in the authorization header do not correspond to the credentials used to create the subscriptions"
    })
    void a_subscription_of_another_key_is_told_from_a_mistake_of_ours(int status, String body) {
        assertThat(outcome(status, null, body)).isEqualTo(new StaleKey(status));
    }

    @Test
    void a_hint_at_another_key_means_nothing_with_a_status_that_does_not_fit() {
        assertThat(outcome(500, null, "VapidPkHashMismatch")).isInstanceOf(TryLater.class);
        assertThat(outcome(410, null, "VapidPkHashMismatch")).isInstanceOf(Gone.class);
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "0, 0",
        "' 7 ', 7",
        "'Wed, 25 Nov 2026 10:02:00 GMT', 120",
        "'Wed, 25 Nov 2026 09:00:00 GMT', 0",
        "999999999, 86400"
    })
    void retry_after_comes_in_seconds_or_as_a_date(String header, long seconds) {
        assertThat(outcome(429, header, ""))
                .isEqualTo(new TryLater(429, "http-429", Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999"})
    void nonsense_in_retry_after_counts_as_absent(String header) {
        assertThat(outcome(503, header, "")).isEqualTo(new TryLater(503, "http-503", null));
    }

    @Test
    void mozilla_says_which_of_its_troubles_are_over_at_once() {
        String atOnce = "{\"code\":503,\"errno\":202,\"error\":\"Service Unavailable\"}";
        String backOff = "{\"code\": 503, \"errno\": 201, \"error\": \"Service Unavailable\"}";

        assertThat(outcome(503, "120", atOnce))
                .isEqualTo(new TryLater(503, "http-503", Duration.ZERO));
        assertThat(outcome(503, "120", backOff))
                .isEqualTo(new TryLater(503, "http-503", Duration.ofMinutes(2)));
        assertThat(outcome(500, null, atOnce)).isEqualTo(new TryLater(500, "http-500", null));
        assertThat(outcome(429, "7", atOnce))
                .isEqualTo(new TryLater(429, "http-429", Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reason\":\"BadWebPushTopic\"} | BadWebPushTopic",
                "{\"code\":400,\"errno\":110,\"message\":\"x\"} | errno-110",
                "{\"code\":\"ttl-missing\",\"reason\":\"ttl-missing\"} | ttl-missing",
                "{\"detail\":\"{\\\"errno\\\": 109}\"} | errno-109"
            })
    void the_reason_of_a_refusal_is_kept_in_words_of_a_list(String body, String reason) {
        assertThat(reply(400, body).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"reason\":\"https://push.example/secret\"}",
                "{\"errno\":\"https://push.example/secret\"}",
                "{\"errno\":1234567890123}",
                "{\"reason\":\"Topic for +4915112345678 is bad\"}"
            })
    void words_that_are_not_in_the_list_are_not_kept(String body) {
        assertThat(reply(400, body).reason()).isNull();
    }

    @Test
    void of_the_messages_address_a_hash_is_kept() {
        PushReply reply =
                new PushAnswer(201, null, "30", "https://push.example/m/secret", "").reply(NOW);

        assertThat(reply)
                .isEqualTo(
                        new PushReply(
                                new Accepted(201), null, "ff0e5b02507f430ab282bf9bf6cee142", 30));
        assertThat(reply(201, "").receipt()).isNull();
        assertThat(new PushAnswer(201, null, "soon", null, "").reply(NOW).ttl()).isNull();
    }

    private static PushReply reply(int status, String body) {
        return new PushAnswer(status, null, null, null, body).reply(NOW);
    }

    private static PushOutcome outcome(int status, String retryAfter, String body) {
        return new PushAnswer(status, retryAfter, null, null, body).outcome(NOW);
    }
}
