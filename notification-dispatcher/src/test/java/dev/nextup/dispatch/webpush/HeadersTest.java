package dev.nextup.dispatch.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TTL, Topic and Urgency, as RFC 8030 wants them. */
class HeadersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"1000, 1", "1999, 1", "2000, 2", "300000, 300", "9999999999, 2419200"})
    void the_ttl_is_the_time_left_rounded_down_and_capped(long millis, String header) {
        assertThat(Ttl.until(NOW.plusMillis(millis), NOW).orElseThrow().headerValue())
                .isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(longs = {999, 0, -1, -86_400_000})
    void less_than_a_second_is_no_time_left(long millis) {
        assertThat(Ttl.until(NOW.plus(Duration.ofMillis(millis)), NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2_419_201})
    void a_ttl_out_of_range_is_refused(int seconds) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Ttl(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a=", "a+b", "a/b", "a b", "ä", "123456789012345678901234567890123"})
    void a_topic_that_a_push_service_would_refuse_is_refused(String topic) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PushTopic(topic));
    }

    @Test
    void a_topic_is_a_keyed_hash_of_32_characters() {
        PushTopics topics = new PushTopics(key(1));

        PushTopic topic = topics.of("ticket-1");

        assertThat(topic.value()).hasSize(32);
        assertThat(new PushTopics(key(1)).of("ticket-1")).isEqualTo(topic);
        assertThat(topics.of("ticket-2")).isNotEqualTo(topic);
        assertThat(new PushTopics(key(2)).of("ticket-1")).isNotEqualTo(topic);
    }

    @Test
    void a_topic_is_the_truncated_hmac_of_its_subject() {
        byte[] key = new byte[32];
        IntStream.range(0, 32).forEach(i -> key[i] = (byte) i);

        assertThat(new PushTopics(key).of("a").value())
                .isEqualTo("UWfdFdGBZqndbKo1IvcCbxPS-CwFK7JF");
    }

    @Test
    void a_short_key_of_topics_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PushTopics(new byte[31]));
    }

    @Test
    void urgencies_are_written_as_the_rfc_does() {
        assertThat(Urgency.values())
                .extracting(Urgency::headerValue)
                .containsExactly("very-low", "low", "normal", "high");
    }

    private static byte[] key(int first) {
        byte[] key = new byte[PushTopics.MIN_KEY_OCTETS];
        key[0] = (byte) first;
        return key;
    }
}
