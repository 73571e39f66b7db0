package dev.nextup.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.messaging.kafka.DecodeResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps docs/events.md true. */
class EventDocumentationTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");

    private final String page = page();

    static Stream<EventContract<?>> events() {
        return EventContractTest.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsDescribedWithAllItsFields(EventContract<?> event) {
        assertThat(page).contains("| `" + event.type() + "` |");
        RecordFields.of(event.recordClass())
                .keySet()
                .forEach(field -> assertThat(page).contains("`" + field + "`"));
    }

    @Test
    void everyExampleIsAGoldenSample() {
        Matcher example = EXAMPLE.matcher(page);

        assertThat(example.results().map(found -> EventContract.parse(bytes(found.group(1)))))
                .isNotEmpty()
                .allSatisfy(json -> assertThat(json).isEqualTo(goldenOf(json)));
    }

    @Test
    void everyTopicIsNamed() {
        assertThat(Topics.EVENTS)
                .allSatisfy(topic -> assertThat(page).contains("`" + topic.name() + "`"));
    }

    @ParameterizedTest
    @EnumSource(DecodeResult.Reason.class)
    void everyReasonCodeIsExplained(DecodeResult.Reason reason) {
        assertThat(page).contains("| `" + reason.code() + "` |");
    }

    private static JsonNode goldenOf(JsonNode example) {
        String type = example.path("type").textValue();
        return events().filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow()
                .golden();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(UTF_8);
    }

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/events.md"));
        } catch (IOException e) {
            throw new AssertionError("docs/events.md cannot be read from the module", e);
        }
    }
}
