package dev.nextup.dispatch.webpush.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContentEncoderTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @ParameterizedTest
    @MethodSource("encodersHere")
    void a_browser_reads_what_is_written_whatever_its_length(ContentEncoders encoders)
            throws GeneralSecurityException {
        ContentEncoder encoder = encoder(encoders, Padding.BUCKETS);
        for (int length : new int[] {0, 1, 41, 255, 256, 257, 2_944, 2_945, 3_992, 3_993}) {
            Browser browser = Browser.fresh();
            byte[] message = message(length);

            byte[] body = encoder.encode(message, browser.keys());

            assertThat(browser.read(body)).isEqualTo(message);
        }
    }

    /** Its reader knows padding no better than its writer does. */
    @ParameterizedTest
    @MethodSource("encodersHere")
    void the_reference_library_reads_what_is_written(ContentEncoders encoders)
            throws GeneralSecurityException {
        ContentEncoder encoder = encoder(encoders, Padding.NONE);
        for (int length : new int[] {0, 1, 300, 3_993}) {
            Browser browser = Browser.fresh();
            byte[] message = message(length);

            byte[] body = encoder.encode(message, browser.keys());

            assertThat(ReferenceReader.read(body, browser)).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @MethodSource("encodersHere")
    void octet_3993_passes_and_octet_3994_is_refused(ContentEncoders encoders)
            throws GeneralSecurityException {
        ContentEncoder encoder = encoder(encoders, Padding.BUCKETS);
        SubscriptionKeys keys = Browser.fresh().keys();

        assertThat(encoder.encode(message(3_993), keys)).hasSize(4_096);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(message(3_994), keys))
                .withMessageContaining("3993");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 256",
        "256, 256",
        "257, 512",
        "1000, 1024",
        "1025, 2048",
        "2049, 2944",
        "2945, 3993"
    })
    void messages_are_filled_up_to_a_few_lengths(int length, int bucket)
            throws GeneralSecurityException {
        byte[] body = ours(Padding.BUCKETS).encode(message(length), Browser.fresh().keys());

        assertThat(body).hasSize(bucket + 103);
    }

    @ParameterizedTest
    @MethodSource("encodersHere")
    void the_header_names_salt_record_size_and_a_key_on_the_curve(ContentEncoders encoders)
            throws GeneralSecurityException {
        byte[] body = encoder(encoders, Padding.NONE).encode(message(7), Browser.fresh().keys());

        assertThat(body).hasSize(7 + 103);
        assertThat(Arrays.copyOfRange(body, 16, 21)).containsExactly(0, 0, 16, 0, 65);
        assertThat(P256.point(Arrays.copyOfRange(body, 21, 86)).isInfinity()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("encodersHere")
    void a_thousand_messages_share_neither_key_nor_salt(ContentEncoders encoders)
            throws GeneralSecurityException {
        ContentEncoder encoder = encoder(encoders, Padding.NONE);
        SubscriptionKeys keys = Browser.fresh().keys();
        Set<String> salts = new HashSet<>();
        Set<String> senders = new HashSet<>();

        for (int i = 0; i < 1_000; i++) {
            byte[] body = encoder.encode(message(1), keys);
            salts.add(Base64.getEncoder().encodeToString(Arrays.copyOf(body, 16)));
            senders.add(Base64.getEncoder().encodeToString(Arrays.copyOfRange(body, 21, 86)));
        }

        assertThat(salts).hasSize(1_000);
        assertThat(senders).hasSize(1_000);
    }

    @Test
    void another_browser_and_a_changed_octet_do_not_decrypt() throws GeneralSecurityException {
        Browser browser = Browser.fresh();
        byte[] body = ours(Padding.BUCKETS).encode(message(10), browser.keys());
        byte[] changed = body.clone();
        changed[200] ^= 1;

        assertThatThrownBy(() -> Browser.fresh().read(body))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> browser.read(changed))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void the_reference_encoder_refuses_to_run_where_it_would_print_keys() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                ContentEncoders.REFERENCE.create(
                                        RANDOM, Padding.NONE, Map.of("ECE_KEYLOG", "1")))
                .withMessageContaining("ECE_KEYLOG");
    }

    @Test
    void encoders_have_names_for_logs_and_metrics() {
        assertThat(ours(Padding.NONE).name()).isEqualTo("bouncycastle");
        assertThat(encoder(ContentEncoders.REFERENCE, Padding.NONE).name()).isEqualTo("web-push");
    }

    @Test
    void secrets_of_a_message_are_not_printed() {
        assertThat(OneTimeSecrets.from(RANDOM).get()).hasToString("OneTimeSecrets[…]");
    }

    static Stream<ContentEncoders> encodersHere() {
        return Stream.of(ContentEncoders.values())
                .filter(e -> e != ContentEncoders.CORRETTO || CorrettoProviderTest.IS_NATIVE_HERE);
    }

    private static ContentEncoder ours(Padding padding) {
        return encoder(ContentEncoders.BOUNCYCASTLE, padding);
    }

    private static ContentEncoder encoder(ContentEncoders encoders, Padding padding) {
        return encoders.create(RANDOM, padding, Map.of());
    }

    /** Ends with a zero and a delimiter, to tempt whoever takes padding away. */
    private static byte[] message(int length) {
        byte[] message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) (i % 3);
        }
        return message;
    }
}
