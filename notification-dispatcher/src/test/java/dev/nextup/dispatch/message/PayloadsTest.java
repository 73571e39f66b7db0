package dev.nextup.dispatch.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.dispatch.webpush.crypto.ContentEncoder;
import dev.nextup.event.delivery.NotificationType;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadsTest {

    private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");
    private static final UUID TICKET = UUID.randomUUID();
    private static final UUID DELIVERY = UUID.randomUUID();
    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final Content.Counter COUNTER =
            new Content.Counter(UUID.randomUUID(), "Counter 3");

    private final Payloads payloads = new Payloads(() -> URI.create("https://queue.example/"));

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
        assertThat(data.has("position") && data.has("ackToken")).isTrue();
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

    @Test
    void long_names_cost_the_extras_and_nothing_else() throws IOException {
        byte[] octets = octets(NotificationType.YOUR_TURN, content("é".repeat(500)));

        JsonNode payload = new ObjectMapper().readTree(octets);
        assertThat(octets.length).isLessThanOrEqualTo(ContentEncoder.MAX_PLAINTEXT);
        assertThat(payload.has("notification")).isFalse();
        assertThat(payload.path("title").asText()).isEqualTo("It is your turn: GEN-014");
        assertThat(payload.at("/data/clickUrl").asText()).isNotBlank();
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
        return Content.of(
                new TicketPlace(
                        ORGANIZATION,
                        "Demo Town Hall",
                        "Main Hall",
                        "Citizen Services",
                        service,
                        "GEN-014",
                        "en",
                        null,
                        "GEN-011"),
                AT);
    }
}
