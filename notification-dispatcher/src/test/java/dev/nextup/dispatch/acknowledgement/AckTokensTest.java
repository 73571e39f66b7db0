package dev.nextup.dispatch.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AckTokensTest {

    private static final UUID DELIVERY = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

    private final AckTokens tokens = new AckTokens(new byte[32]);

    @Test
    void a_token_names_its_delivery_until_it_expires() {
        String token = tokens.token(DELIVERY, AT);
        Instant expiry = AT.plus(AckTokens.LIFE);

        assertThat(token).matches("[A-Za-z0-9_-]{50}");
        assertThat(tokens.deliveryOf(token, AT)).contains(DELIVERY);
        assertThat(tokens.deliveryOf(token, expiry.minusSeconds(1))).contains(DELIVERY);
        assertThat(tokens.deliveryOf(token, expiry)).isEmpty();
    }

    @Test
    void every_octet_is_signed() {
        byte[] token = Base64.getUrlDecoder().decode(tokens.token(DELIVERY, AT));
        for (int i = 0; i < token.length; i++) {
            byte[] forged = token.clone();
            forged[i] = (byte) (forged[i] ^ 1);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);

            assertThat(tokens.deliveryOf(text, AT)).as("octet %d", i).isEmpty();
        }
    }

    @Test
    void another_key_signs_nothing_of_ours() {
        byte[] other = new byte[32];
        other[0] = 1;

        String token = new AckTokens(other).token(DELIVERY, AT);

        assertThat(tokens.deliveryOf(token, AT)).isEmpty();
    }

    @Test
    void an_expiry_after_2038_is_understood() {
        Instant late = Instant.parse("2100-01-01T00:00:00Z");

        assertThat(tokens.deliveryOf(tokens.token(DELIVERY, late), late)).contains(DELIVERY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "not base64!", "AAAA", "eyJhbGciOiJub25lIn0.e30."})
    void what_is_no_token_names_nothing(String text) {
        assertThat(tokens.deliveryOf(text, AT)).isEmpty();
    }

    @Test
    void a_key_that_could_be_guessed_is_refused() {
        assertThatThrownBy(() -> new AckTokens(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
