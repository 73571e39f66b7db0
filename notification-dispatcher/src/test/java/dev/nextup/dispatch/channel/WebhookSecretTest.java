package dev.nextup.dispatch.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the example that the libraries of the scheme are tested with. */
class WebhookSecretTest {

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private final WebhookSecret secret =
            new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");

    @Test
    void the_example_of_the_scheme_is_signed_as_by_everybody() {
        assertThat(secret.sign(ID, AT, BODY)).isEqualTo(SIGNATURE);
        assertThat(secret.verifies(ID, "1614265330", SIGNATURE, BODY, AT)).isTrue();
        assertThat(secret.verifies(ID, "1614265330", "v1,AAAA " + SIGNATURE, BODY, AT)).isTrue();
    }

    @Test
    void what_differs_in_anything_is_refused() {
        assertThat(secret.verifies(ID, "1614265330", SIGNATURE, BODY + " ", AT)).isFalse();
        assertThat(secret.verifies("other", "1614265330", SIGNATURE, BODY, AT)).isFalse();
        assertThat(secret.verifies(ID, "1614265331", SIGNATURE, BODY, AT)).isFalse();
        assertThat(secret.verifies(ID, "1614265330", "v1a,x", BODY, AT)).isFalse();
        assertThat(secret.verifies(null, null, null, BODY, AT)).isFalse();
    }

    @Test
    void an_old_message_is_a_repeat() {
        Instant edge = AT.plus(WebhookSecret.TOLERANCE);

        assertThat(secret.verifies(ID, "1614265330", SIGNATURE, BODY, edge)).isTrue();
        assertThat(secret.verifies(ID, "1614265330", SIGNATURE, BODY, edge.plusSeconds(1)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_c2hvcnQ=", "not base64 at all!"})
    void a_secret_that_is_none_is_refused(String text) {
        assertThatThrownBy(() -> new WebhookSecret(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it needs base64 of 24 to 64 octets");
    }
}
