package dev.nextup.ticket.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinCodeRulesTest {

    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private final JoinCode code = of("the secret of this service, 32 b");

    @Test
    void it_changes_every_five_minutes_and_not_in_between() {
        assertThat(code.at(NINE)).isEqualTo(code.at(NINE.plusSeconds(299)));
        assertThat(code.at(NINE)).isNotEqualTo(code.at(NINE.plusSeconds(300)));
        assertThat(JoinCode.nextAfter(NINE.plusSeconds(10))).isEqualTo(NINE.plusSeconds(300));
    }

    @Test
    void the_one_before_is_taken_for_five_minutes_more_and_no_longer() {
        String shown = code.at(NINE);

        assertThat(code.accepts(shown, NINE)).isTrue();
        assertThat(code.accepts(shown, NINE.plusSeconds(599))).isTrue();
        assertThat(code.accepts(shown, NINE.plusSeconds(600))).isFalse();
        assertThat(code.accepts(shown, NINE.minusSeconds(1))).isFalse();
    }

    @Test
    void it_has_forty_bits_in_letters_that_cannot_be_confused() {
        assertThat(
                        IntStream.range(0, 2000)
                                .mapToObj(i -> code.at(NINE.plusSeconds(300L * i)))
                                .distinct())
                .hasSize(2000)
                .allMatch(shown -> shown.matches("[0-9A-HJKMNP-TV-Z]{8}"));
    }

    @Test
    void it_is_taken_as_people_type_it() {
        String shown = code.at(NINE);
        String typed =
                shown.toLowerCase(Locale.ROOT).replace('0', 'o').replace('1', 'l').substring(0, 4)
                        + "-"
                        + shown.substring(4);

        assertThat(code.accepts(" " + typed, NINE)).isTrue();
        assertThat(code.accepts(shown.substring(1), NINE)).isFalse();
        assertThat(code.accepts("", NINE)).isFalse();
        assertThat(code.accepts("ü".repeat(8), NINE)).isFalse();
    }

    @Test
    void another_service_has_another() {
        assertThat(code.accepts(of("another secret of some 32 bytes.").at(NINE), NINE)).isFalse();
    }

    private static JoinCode of(String secret) {
        return new JoinCode(secret.getBytes(StandardCharsets.UTF_8));
    }
}
