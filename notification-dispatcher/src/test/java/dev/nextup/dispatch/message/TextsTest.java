package dev.nextup.dispatch.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.dispatch.words.OwnWords;
import dev.nextup.event.delivery.NotificationType;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {

    private static final Path DIRECTORY = Path.of("src/main/resources/dev/nextup/dispatch/message");

    private static final Languages LANGUAGES = Languages.discover();

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_file_is_found_and_has_every_kind(String file) throws IOException {
        assertThat(file).matches("texts_[a-zA-Z0-9-]+\\.properties");
        String tag = file.substring("texts_".length(), file.length() - ".properties".length());

        assertThat(LANGUAGES.tags()).contains(tag);
        assertThat(read(file).stringPropertyNames()).isEqualTo(Texts.keys());
    }

    @Test
    void english_and_arabic_are_there_from_the_start() {
        assertThat(LANGUAGES.tags()).contains("en", "ar");
        assertThat(LANGUAGES.bestFor("ar").isRightToLeft()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ar, ar",
        "ar-EG, ar",
        "AR-eg, ar",
        "ar-Arab-EG, ar",
        "en-GB, en",
        "fr, en",
        "x-klingon, en",
        ", en",
        "'', en",
        "-, en",
        "../../secret, en"
    })
    void the_nearest_language_is_taken(@Nullable String wanted, String taken) {
        assertThat(LANGUAGES.bestFor(wanted).language()).isEqualTo(taken);
    }

    @Test
    void what_is_missing_or_misspelt_is_named() throws IOException {
        Properties file = read("texts_en.properties");
        file.remove("test.body");
        file.setProperty("test.boby", "Hello");
        file.setProperty("test.title", "Hello {nubmer}");
        file.setProperty("direction", "up");

        assertThatThrownBy(() -> new Texts("xx", file))
                .hasMessage(
                        "texts_xx.properties: [direction, test.boby, test.body, test.title {nubmer}]");
    }

    @Test
    void a_name_that_looks_like_a_placeholder_stays_as_it_is() {
        assertThat(body("{number} $1 \\", "en"))
                .isEqualTo("You are waiting for {number} $1 \\ again.");
    }

    @Test
    void names_cannot_rearrange_the_words_around_them() {
        assertThat(body("A\u202Eevil\u2066\u200F\u0000\n\tB\uD800", "en"))
                .isEqualTo("You are waiting for A evil B again.");
    }

    @Test
    void an_arabic_name_in_an_english_text_is_kept_apart() {
        assertThat(body("خدمة", "en")).isEqualTo("You are waiting for \u2068خدمة\u2069 again.");
        assertThat(body("General", "en")).isEqualTo("You are waiting for General again.");
    }

    @Test
    void long_names_are_cut_between_characters_and_emoji_stay_whole() {
        assertThat(Name.clean("\uD83C\uDFDB".repeat(81)))
                .isEqualTo("\uD83C\uDFDB".repeat(79) + "…");
        assertThat(Name.clean("x".repeat(80))).hasSize(80);
        assertThat(Name.clean("\uD83D\uDC68\u200D\uD83D\uDC69")).hasSize(5);
    }

    @Test
    void who_asks_without_knowing_the_position_promises_none() {
        assertThat(
                        new MessageTexts(OwnWords.NONE)
                                .of(
                                        NotificationType.ALMOST_YOUR_TURN,
                                        Content.of(place("General", "en"), Instant.EPOCH))
                                .body())
                .isEqualTo("It is almost your turn for General. Please come closer.");
    }

    private static String body(String service, String language) {
        return new MessageTexts(OwnWords.NONE)
                .of(
                        NotificationType.TICKET_REQUEUED,
                        Content.of(place(service, language), Instant.EPOCH))
                .body();
    }

    private static TicketPlace place(String service, String language) {
        return new TicketPlace(
                UUID.randomUUID(),
                "Demo Town Hall",
                "Main Hall",
                "Citizen Services",
                service,
                "GEN-014",
                language,
                null,
                null);
    }

    private static Properties read(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(DIRECTORY.resolve(file), UTF_8)) {
            properties.load(in);
        }
        return properties;
    }
}
