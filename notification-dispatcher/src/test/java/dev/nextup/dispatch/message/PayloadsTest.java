package dev.nextup.dispatch.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.dispatch.acknowledgement.AckTokens;
import dev.nextup.dispatch.webpush.crypto.ContentEncoder;
import dev.nextup.dispatch.words.OwnWords;
import dev.nextup.event.delivery.NotificationType;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadsTest {

    private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");
    private static final UUID TICKET = UUID.randomUUID();
    private static final UUID DELIVERY = UUID.randomUUID();
    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final String LONG = "x".repeat(600) + ".png";
    private static final Content.Counter COUNTER =
            new Content.Counter(UUID.randomUUID(), "Counter 3");

    private final AckTokens tokens = new AckTokens(new byte[32]);
    private final Payloads payloads =
            new Payloads(() -> URI.create("https://queue.example/"), tokens, OwnWords.NONE);

    @Test
    void a_call_carries_every_field_of_the_contract() throws IOException {
        JsonNode payload =
                payload(NotificationType.YOUR_TURN, content("General").withCounter(COUNTER));

        assertThat(payload.path("title").asText()).isEqualTo("It is your turn: GEN-014");
        assertThat(payload.path("body").asText()).isEqualTo("Please go to Counter 3 (General).");
        assertThat(payload.path("tag").asText()).contains(TICKET.toString());
        assertThat(payload.path("requireInteraction").asBoolean()).isTrue();
        JsonNode data = payload.path("data");
        assertThat(data.path("notificationType").asText()).isEqualTo("your_turn");
        assertThat(data.path("ticketId").asText()).isEqualTo(TICKET.toString());
        assertThat(data.path("ticketNumber").asText()).isEqualTo("GEN-014");
        assertThat(data.path("organizationId").asText()).isEqualTo(ORGANIZATION.toString());
        assertThat(data.path("organizationName").asText()).isEqualTo("Demo Town Hall");
        assertThat(data.path("branchName").asText()).isEqualTo("Main Hall");
        assertThat(data.path("departmentName").asText()).isEqualTo("Citizen Services");
        assertThat(data.path("serviceName").asText()).isEqualTo("General");
        assertThat(data.path("counter").path("name").asText()).isEqualTo("Counter 3");
        assertThat(data.path("currentlyServing").asText()).isEqualTo("GEN-011");
        assertThat(data.path("clickUrl").asText())
                .isEqualTo("https://queue.example/?ticket=" + TICKET);
        assertThat(data.path("deliveryId").asText()).isEqualTo(DELIVERY.toString());
        assertThat(data.path("timestamp").asText()).isEqualTo("2026-11-25T10:00:00Z");
        assertThat(data.has("position")).isTrue();
        assertThat(data.path("ackToken").asText()).isEqualTo(tokens.token(DELIVERY, AT));
    }

    @Test
    void a_call_asks_for_attention_and_other_kinds_do_not() throws IOException {
        JsonNode call = payload(NotificationType.YOUR_TURN, content("General"));
        JsonNode other = payload(NotificationType.TICKET_CREATED, content("General"));

        assertThat(call.path("requireInteraction").asBoolean()).isTrue();
        assertThat(call.path("renotify").asBoolean()).isTrue();
        assertThat(call.path("vibrate").isArray()).isTrue();
        assertThat(call.at("/actions/0/action").asText()).isEqualTo("open");
        assertThat(call.at("/notification/actions/0/navigate"))
                .isEqualTo(call.at("/data/clickUrl"));
        assertThat(call.at("/actions/0").has("navigate")).isFalse();
        assertThat(other.path("requireInteraction").asBoolean()).isFalse();
        assertThat(other.has("vibrate") || other.has("actions")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://queue.example/logo.png, https://queue.example/logo.png",
        "/logo.png, https://queue.example/logo.png",
        "https://elsewhere.example/logo.png,",
        "https://queue.example.evil.example/logo.png,",
        "https://queue.example@evil.example/logo.png,",
        "http://queue.example/logo.png,",
        "javascript:alert(1),"
    })
    void the_organisations_icon_is_shown_if_it_is_ours(String icon, String shown)
            throws IOException {
        JsonNode payload =
                payload(
                        NotificationType.YOUR_TURN,
                        Content.of(place("General", "Demo Town Hall", "en", icon), AT));

        assertThat(payload.path("icon").asText(null)).isEqualTo(shown);
        assertThat(payload.path("badge").asText(null)).isEqualTo(shown);
        assertThat(payload.at("/notification/icon").asText(null)).isEqualTo(shown);
    }

    @Test
    void arabic_runs_from_right_to_left_and_numbers_keep_their_order() throws IOException {
        JsonNode payload =
                payload(
                        NotificationType.YOUR_TURN,
                        Content.of(place("General", "Demo Town Hall", "ar-EG", null), AT)
                                .withCounter(COUNTER));

        assertThat(payload.path("lang").asText()).isEqualTo("ar");
        assertThat(payload.path("dir").asText()).isEqualTo("rtl");
        assertThat(payload.at("/notification/dir").asText()).isEqualTo("rtl");
        assertThat(payload.path("title").asText()).isEqualTo("حان دورك: \u2068GEN-014\u2069");
        assertThat(payload.path("body").asText()).contains("\u2068Counter 3\u2069");
        assertThat(payload.at("/data/ticketNumber").asText()).isEqualTo("GEN-014");
    }

    @Test
    void what_replaces_an_unheard_move_tells_of_it() throws IOException {
        JsonNode payload =
                payload(
                        NotificationType.ALMOST_YOUR_TURN,
                        content("General")
                                .withPosition(1)
                                .withUnheard(NotificationType.TICKET_TRANSFERRED));

        assertThat(payload.path("body").asText())
                .isEqualTo(
                        "You now wait for General, Citizen Services. You keep your number."
                                + " You are next for General. Please stay close.");
    }

    @Test
    void words_of_ones_own_never_contradict_themselves() throws IOException {
        ObjectNode given =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("title", "مرحبا")
                        .put("body", "You")
                        .put("silent", true)
                        .put("tag", "");

        JsonNode payload = payload(NotificationType.YOUR_TURN, content("General").withGiven(given));

        assertThat(payload.has("vibrate") || payload.has("lang")).isFalse();
        assertThat(payload.path("renotify").asBoolean()).isFalse();
        assertThat(payload.path("dir").asText()).isEqualTo("auto");
    }

    @Test
    void a_browser_that_shows_messages_without_a_worker_finds_its_members() throws IOException {
        JsonNode payload = payload(NotificationType.YOUR_TURN, content("General"));

        assertThat(payload.path("web_push").asInt()).isEqualTo(8030);
        assertThat(payload.path("mutable").asBoolean()).isTrue();
        JsonNode notification = payload.path("notification");
        assertThat(notification.path("title")).isEqualTo(payload.path("title"));
        assertThat(notification.path("body")).isEqualTo(payload.path("body"));
        assertThat(notification.path("tag")).isEqualTo(payload.path("tag"));
        assertThat(notification.path("navigate")).isEqualTo(payload.at("/data/clickUrl"));
        assertThat(notification.path("lang").asText()).isEqualTo("en");
        assertThat(notification.path("dir").asText()).isEqualTo("ltr");
    }

    @ParameterizedTest
    @EnumSource(NotificationType.class)
    void every_kind_has_words_without_gaps(NotificationType type) throws IOException {
        JsonNode payload = payload(type, content("General").withCounter(COUNTER).withPosition(4));

        assertThat(payload.path("title").asText()).isNotBlank().doesNotContain("{", "}");
        assertThat(payload.path("body").asText()).isNotBlank().doesNotContain("{", "}");
    }

    @ParameterizedTest
    @CsvSource({"1, You are next for General. Please stay close.", "3, 2 ahead of you"})
    void who_is_next_is_told_so(int position, String words) throws IOException {
        JsonNode payload =
                payload(
                        NotificationType.ALMOST_YOUR_TURN,
                        content("General").withPosition(position));

        assertThat(payload.path("body").asText()).startsWith(words);
    }

    @Test
    void a_call_without_a_counter_names_the_place() throws IOException {
        assertThat(payload(NotificationType.YOUR_TURN, content("General")).path("body").asText())
                .isEqualTo("Please come to General, Citizen Services.");
    }

    @Test
    void words_of_ones_own_win_but_not_over_the_facts() throws IOException {
        ObjectNode given =
                JsonNodeFactory.instance.objectNode().put("title", "Hello").put("body", "You");
        given.putObject("data").put("colour", "red").put("ticketNumber", "FORGED-1");

        JsonNode payload = payload(NotificationType.YOUR_TURN, content("General").withGiven(given));

        assertThat(payload.path("title").asText()).isEqualTo("Hello");
        assertThat(payload.at("/notification/title").asText()).isEqualTo("Hello");
        assertThat(payload.at("/data/colour").asText()).isEqualTo("red");
        assertThat(payload.at("/data/ticketNumber").asText()).isEqualTo("GEN-014");
    }

    @ParameterizedTest
    @EnumSource(NotificationType.class)
    void long_names_cost_the_end_of_the_text_and_no_fact(NotificationType type) throws IOException {
        String endless = "\uD83C\uDFDB".repeat(500);
        Content content =
                Content.of(place(endless, endless, "ar", "https://queue.example/" + LONG), AT)
                        .withCounter(new Content.Counter(UUID.randomUUID(), endless))
                        .withPosition(4)
                        .withUnheard(NotificationType.TICKET_TRANSFERRED);

        byte[] octets = octets(type, content);

        JsonNode payload = new ObjectMapper().readTree(octets);
        assertThat(octets.length).isLessThanOrEqualTo(ContentEncoder.MAX_PLAINTEXT);
        assertThat(payload.at("/data").size()).isEqualTo(15);
        assertThat(payload.at("/data/clickUrl").asText()).endsWith(TICKET.toString());
        assertThat(payload.at("/data/ackToken").asText()).hasSize(50);
        assertThat(payload.path("body").asText()).isNotBlank();
    }

    @Test
    void a_text_that_is_too_long_ends_with_dots_and_the_declarative_members_stay()
            throws IOException {
        String name = "é".repeat(Name.MAX_CHARACTERS);
        Content content =
                Content.of(place(name, name, "en", "https://queue.example/" + LONG), AT)
                        .withPosition(4)
                        .withUnheard(NotificationType.TICKET_TRANSFERRED);

        byte[] octets = octets(NotificationType.ALMOST_YOUR_TURN, content);

        JsonNode payload = new ObjectMapper().readTree(octets);
        assertThat(octets.length)
                .isBetween(ContentEncoder.MAX_PLAINTEXT - 10, ContentEncoder.MAX_PLAINTEXT);
        assertThat(payload.path("body").asText()).startsWith("You now wait").endsWith("…");
        assertThat(payload.at("/notification/body")).isEqualTo(payload.path("body"));
        assertThat(payload.path("icon").asText()).endsWith(LONG);
    }

    @Test
    void words_that_fit_into_no_message_are_refused() {
        ObjectNode given =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("title", "Hello")
                        .put("body", "x".repeat(ContentEncoder.MAX_PLAINTEXT));

        assertThatThrownBy(
                        () ->
                                octets(
                                        NotificationType.YOUR_TURN,
                                        content("General").withGiven(given)))
                .isInstanceOf(Payloads.PayloadTooLargeException.class);
    }

    private JsonNode payload(NotificationType type, Content content) throws IOException {
        return new ObjectMapper().readTree(new String(octets(type, content), UTF_8));
    }

    private byte[] octets(NotificationType type, Content content) {
        return payloads.payload(TICKET, DELIVERY, type, content);
    }

    private static Content content(String service) {
        return Content.of(place(service, "Demo Town Hall", "en", null), AT);
    }

    private static TicketPlace place(
            String service, String organization, String language, @Nullable String icon) {
        return new TicketPlace(
                ORGANIZATION,
                organization,
                "Main Hall",
                "Citizen Services",
                service,
                "GEN-014",
                language,
                icon,
                "GEN-011");
    }
}
