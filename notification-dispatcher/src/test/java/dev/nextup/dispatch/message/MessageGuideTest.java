package dev.nextup.dispatch.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.dispatch.acknowledgement.AckTokens;
import dev.nextup.dispatch.delivery.DeliveryState;
import dev.nextup.dispatch.words.OwnWords;
import dev.nextup.event.delivery.NotificationType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide names what there is in the code, all of it and nothing else. */
class MessageGuideTest {

    private static final String GUIDE =
            read(Path.of("../docs/PUSH_NOTIFICATION_MESSAGES_IMPLEMENTATION.md"));

    @Test
    void the_table_of_kinds_has_every_kind() {
        assertThat(firstColumn("## Kinds"))
                .isEqualTo(
                        Arrays.stream(NotificationType.values())
                                .map(Texts::code)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void the_table_of_texts_has_every_special_case() {
        Set<String> special = new TreeSet<>(Texts.keys());
        special.removeIf(key -> key.matches("[a-z_]+\\.(title|body)"));

        assertThat(firstColumn("## Texts")).isEqualTo(special);
    }

    @Test
    void every_placeholder_is_named() {
        assertThat(found(section("## Texts"), "`\\{([a-z]+)}`")).isEqualTo(Texts.PLACEHOLDERS);
    }

    @Test
    void every_state_is_named() {
        assertThat(found(section("## Way of a message"), "`([A-Z]+(?:_[A-Z]+)?)`"))
                .contains(
                        Arrays.stream(DeliveryState.values())
                                .map(Enum::name)
                                .toArray(String[]::new));
    }

    @Test
    void the_example_has_the_members_of_a_real_call() throws IOException {
        String example = found(section("## Payload"), "(?s)```json\\n(.*?)```").iterator().next();
        Content content =
                Content.of(
                                new TicketPlace(
                                        UUID.randomUUID(),
                                        "Demo Town Hall",
                                        "Main Hall",
                                        "Citizen Services",
                                        "General Enquiries",
                                        "GEN-014",
                                        "en",
                                        "/logo.png",
                                        "GEN-011"),
                                Instant.EPOCH)
                        .withCounter(new Content.Counter(UUID.randomUUID(), "Counter 3"));
        Payloads payloads =
                new Payloads(
                        () -> URI.create("https://queue.example"),
                        new AckTokens(new byte[32]),
                        OwnWords.NONE);
        JsonNode real =
                new ObjectMapper()
                        .readTree(
                                payloads.payload(
                                        UUID.randomUUID(),
                                        UUID.randomUUID(),
                                        NotificationType.YOUR_TURN,
                                        content));

        JsonNode shown = new ObjectMapper().readTree(example);

        assertThat(names(shown)).isEqualTo(names(real));
        assertThat(names(shown.path("data"))).isEqualTo(names(real.path("data")));
        assertThat(names(real.path("notification"))).containsAll(names(shown.path("notification")));
        for (String member :
                List.of("title", "body", "vibrate", "actions", "web_push", "mutable")) {
            assertThat(shown.path(member)).as(member).isEqualTo(real.path(member));
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> firstColumn(String heading) {
        return found(section(heading), "(?m)^\\| `([a-z_.]+)` \\|");
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String section(String heading) {
        int start = GUIDE.indexOf("\n" + heading + "\n");
        assertThat(start).as(heading).isPositive();
        int end = GUIDE.indexOf("\n## ", start + 1);
        return end < 0 ? GUIDE.substring(start) : GUIDE.substring(start, end);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
