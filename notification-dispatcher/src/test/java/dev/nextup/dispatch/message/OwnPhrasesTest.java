package dev.nextup.dispatch.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.dispatch.acknowledgement.AckTokens;
import dev.nextup.dispatch.message.Content.Counter;
import dev.nextup.dispatch.message.MessageTexts.Words;
import dev.nextup.dispatch.words.OwnWords.OwnText;
import dev.nextup.event.delivery.NotificationType;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an organisation says in its own words, and when the usual ones are said after all. */
class OwnPhrasesTest {

    private static final Counter COUNTER = new Counter(UUID.randomUUID(), "Counter 3");
    private static final UUID ORGANIZATION = UUID.randomUUID();

    private final Map<String, OwnText> own = new HashMap<>();
    private final MessageTexts texts =
            new MessageTexts(
                    (organization, kind, language) ->
                            Optional.ofNullable(own.get(kind + " " + language))
                                    .filter(text -> organization.equals(ORGANIZATION)));

    @Test
    void own_words_are_said_with_every_value_filled_in() {
        say(
                "your_turn en",
                "{number}, please!",
                "{counter}|{service}|{department}|{branch}|{organization}|{position}|{ahead}|{currentlyServing}");

        Words words = call(content("en", "General").withCounter(COUNTER).withPosition(1));

        assertThat(words.title()).isEqualTo("GEN-014, please!");
        assertThat(words.body())
                .isEqualTo(
                        "Counter 3|General|Citizen Services|Main Hall|Demo Town Hall|1|0|GEN-011");
        assertThat(words.language()).isEqualTo("en");
        assertThat(words.open()).isEqualTo("Show my ticket");
    }

    @Test
    void another_organisation_says_the_usual_words() {
        say("your_turn en", "mine", "mine");

        Content elsewhere = Content.of(place(UUID.randomUUID(), "en", "General"), Instant.EPOCH);

        assertThat(call(elsewhere).title()).isEqualTo("It is your turn: GEN-014");
    }

    @Test
    void words_that_name_what_is_not_known_give_way_to_the_usual_ones() {
        say("your_turn en", "{number}", "Come to {counter}!");
        assertThat(call(content("en", "General")).body())
                .isEqualTo("Please come to General, Citizen Services.");

        say("your_turn en", "{number}", "A {placeholder} of tomorrow");
        assertThat(call(content("en", "General")).title()).isEqualTo("It is your turn: GEN-014");
    }

    @Test
    void words_that_grow_too_long_with_their_values_give_way_to_the_usual_ones() {
        String service = "{service}";
        say("your_turn en", service.repeat(8), "b");
        assertThat(call(content("en", "x".repeat(80))).title())
                .isEqualTo("It is your turn: GEN-014");

        say("your_turn en", "t", service.repeat(26));
        assertThat(call(content("en", "x".repeat(80))).title())
                .isEqualTo("It is your turn: GEN-014");
    }

    @Test
    void the_nearest_language_wins_and_own_words_before_usual_ones_of_the_same() {
        say("your_turn ar", "رقم {number}", "تعال");
        say("your_turn fr", "Numéro {number}", "Venez");
        say("your_turn en", "Own {number}", "Come");

        assertThat(call(content("ar-EG", "General")).language()).isEqualTo("ar");
        assertThat(call(content("ar-EG", "General")).direction()).isEqualTo("rtl");
        assertThat(call(content("fr-CA", "General")).title()).isEqualTo("Numéro GEN-014");
        assertThat(call(content("de", "General")).title()).isEqualTo("Own GEN-014");
        own.remove("your_turn ar");
        assertThat(call(content("ar", "General")).title()).doesNotContain("Own");
        assertThat(call(content("ar", "General")).language()).isEqualTo("ar");
    }

    @Test
    void values_stay_values_and_cannot_rearrange_the_words() {
        say("your_turn en", "{service}", "a\u202Eb\nc{service}");

        Words words = call(content("en", "{number}\u202E\n$1\\"));

        assertThat(words.title()).isEqualTo("{number} $1\\");
        assertThat(words.body()).isEqualTo("a b\nc{number} $1\\");
    }

    @Test
    void in_words_that_run_to_the_left_a_number_stays_a_number() {
        say("your_turn ar", "رقم {number}", "تعال");

        assertThat(call(content("ar", "General")).title()).isEqualTo("رقم \u2068GEN-014\u2069");
    }

    @Test
    void what_was_not_heard_is_said_in_own_words_too() {
        say("ticket_transferred en", "Moved", "You moved.");
        say("almost_your_turn en", "Soon", "{ahead} ahead.");
        Content both =
                content("en", "General")
                        .withPosition(2)
                        .withUnheard(NotificationType.TICKET_TRANSFERRED);

        assertThat(texts.of(NotificationType.ALMOST_YOUR_TURN, both).body())
                .isEqualTo("You moved. 1 ahead.");
    }

    @Test
    void a_preview_says_own_words_with_examples_for_what_nobody_knows_yet() {
        String all = "{counter}|{position}|{ahead}|{currentlyServing}";
        say("your_turn en", "{number}!", all);
        say("your_turn ar", "رقم {number}", "تعال {counter}");
        TicketPlace quiet = place(ORGANIZATION, "en", "General", null);

        Words english = preview(Content.of(quiet, Instant.EPOCH), NotificationType.YOUR_TURN);
        Words arabic = preview(content("ar", "General"), NotificationType.YOUR_TURN);
        Words usual = preview(content("ar", "General"), NotificationType.TICKET_MISSED);

        assertThat(english.title()).isEqualTo("Preview: GEN-014!");
        assertThat(english.body()).isEqualTo("Counter 1|3|2|GEN-014");
        assertThat(arabic.title()).isEqualTo("معاينة: رقم \u2068GEN-014\u2069");
        assertThat(arabic.body()).isEqualTo("تعال \u2068الشباك 1\u2069");
        assertThat(arabic.direction()).isEqualTo("rtl");
        assertThat(usual.title()).startsWith("معاينة: ").contains("GEN-014");
    }

    @Test
    void the_longest_own_words_fit_into_a_message_with_every_fact() throws IOException {
        String emoji = "😀".repeat(80);
        say("your_turn en", emoji, "😀".repeat(240));
        Payloads payloads =
                new Payloads(
                        () -> URI.create("https://queue.example"),
                        new AckTokens(new byte[32]),
                        (organization, kind, language) ->
                                Optional.ofNullable(own.get(kind + " " + language)));
        UUID id = UUID.randomUUID();

        byte[] octets =
                payloads.payload(
                        id,
                        id,
                        NotificationType.YOUR_TURN,
                        content("en", emoji).withCounter(new Counter(id, emoji)));

        JsonNode payload = new ObjectMapper().readTree(octets);
        assertThat(octets).hasSizeLessThanOrEqualTo(3_993);
        assertThat(payload.path("title").asText()).isEqualTo(emoji);
        assertThat(payload.at("/data/serviceName").asText()).isEqualTo(emoji);
    }

    private void say(String kindAndLanguage, String title, String body) {
        own.put(kindAndLanguage, new OwnText(title, body));
    }

    private Words call(Content content) {
        return texts.of(NotificationType.YOUR_TURN, content);
    }

    private Words preview(Content content, NotificationType kind) {
        return texts.of(NotificationType.TEST, content.withPreview(kind));
    }

    private static Content content(@Nullable String language, String service) {
        return Content.of(place(ORGANIZATION, language, service), Instant.EPOCH);
    }

    private static TicketPlace place(UUID organization, @Nullable String language, String service) {
        return place(organization, language, service, "GEN-011");
    }

    private static TicketPlace place(
            UUID organization,
            @Nullable String language,
            String service,
            @Nullable String currentlyServing) {
        return new TicketPlace(
                organization,
                "Demo Town Hall",
                "Main Hall",
                "Citizen Services",
                service,
                "GEN-014",
                language,
                null,
                currentlyServing);
    }
}
