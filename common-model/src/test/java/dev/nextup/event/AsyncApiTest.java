package dev.nextup.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.event.delivery.DeliveryEvents;
import dev.nextup.event.organization.OrganizationEvents;
import dev.nextup.event.subscription.SubscriptionEvents;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.messaging.kafka.DecodeResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps docs/asyncapi.yaml true: what the code has is described, and nothing else is. */
class AsyncApiTest {

    private static final AsyncApiDocument DOCUMENT = AsyncApiDocument.read();

    static Stream<EventContract<?>> events() {
        return EventContractTest.events();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(DOCUMENT.references())
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(DOCUMENT.resolve(reference).isMissingNode())
                                        .as(reference)
                                        .isFalse());
    }

    @Test
    void theTopicsAreThoseOfTheCodeWithPartitionsAndSettings() {
        Map<String, KafkaTopic> described = new TreeMap<>();
        DOCUMENT.channels()
                .forEach(
                        channel -> described.put(channel.path("address").asText(), topic(channel)));

        assertThat(described)
                .isEqualTo(
                        Topics.ALL.stream()
                                .collect(Collectors.toMap(KafkaTopic::name, topic -> topic)));
    }

    @Test
    void eachTopicCarriesTheEventsOfItsRegistry() {
        Map<String, Set<String>> registered =
                Map.of(
                        Topics.TICKET_EVENTS.name(), TicketEvents.TYPES.names(),
                        Topics.SUBSCRIPTION_EVENTS.name(), SubscriptionEvents.BINDINGS.names(),
                        Topics.PREFERENCE_EVENTS.name(), SubscriptionEvents.PREFERENCES.names(),
                        Topics.DELIVERY_EVENTS.name(), DeliveryEvents.TYPES.names(),
                        Topics.ORGANIZATION_EVENTS.name(), OrganizationEvents.TYPES.names());

        for (KafkaTopic topic : Topics.EVENTS) {
            Set<String> erasure = isCompacted(topic) ? Set.of("erased") : Set.of();
            assertThat(DOCUMENT.messagesOf(topic.name()))
                    .as(topic.name())
                    .isEqualTo(union(registered.getOrDefault(topic.name(), Set.of()), erasure));
            assertThat(DOCUMENT.messagesOf(Topics.deadLettersOf(topic).name()))
                    .containsExactly("dead-letter");
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void theExampleOfAnEventIsItsGoldenSampleAndFitsTheSchemaItRefersTo(EventContract<?> event) {
        JsonNode message = DOCUMENT.message(event.type());
        JsonNode example = message.path("examples").path(0).path("payload");

        assertThat(example).isEqualTo(event.golden());
        assertThat(DOCUMENT.violations(message, example)).isEmpty();
        assertThat(message.path("title").asText()).isEqualTo(event.recordClass().getSimpleName());
        assertThat(message.path("summary")).isEqualTo(event.schema().path("description"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void theSchemaOfAnEventRefusesAnotherOne(EventContract<?> event) {
        JsonNode message = DOCUMENT.message(event.type());

        assertThat(events().filter(other -> !other.type().equals(event.type())))
                .allSatisfy(
                        other ->
                                assertThat(DOCUMENT.violations(message, other.golden()))
                                        .isNotEmpty());
    }

    @Test
    void theReasonsOfDeadLettersAreThoseOfTheCode() {
        Set<String> described = new TreeSet<>();
        DOCUMENT.message("dead-letter")
                .at("/headers/properties/nextup-reason/enum")
                .forEach(reason -> described.add(reason.asText()));

        Set<String> ofTheCodec =
                Stream.of(DecodeResult.Reason.values())
                        .map(DecodeResult.Reason::code)
                        .collect(Collectors.toSet());
        assertThat(described).isEqualTo(union(ofTheCodec, Set.of("invalid-key", "unprocessable")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticket-service", "subscription-service", "notification-dispatcher"})
    void whatAServiceConsumesIsDescribed(String service) throws IOException {
        assertThat(DOCUMENT.received(service)).containsAll(consumed(service));
    }

    @ParameterizedTest
    @MethodSource("events")
    void theSourceOfAnEventIsAServiceThatSendsItsTopic(EventContract<?> event) {
        String source = event.golden().path("source").asText();

        assertThat(DOCUMENT.sent(source))
                .anySatisfy(topic -> assertThat(DOCUMENT.messagesOf(topic)).contains(event.type()));
    }

    private static KafkaTopic topic(JsonNode channel) {
        JsonNode kafka = channel.at("/bindings/kafka");
        Map<String, String> settings = new TreeMap<>();
        kafka.path("topicConfiguration")
                .properties()
                .forEach(one -> settings.put(one.getKey(), text(one.getValue())));
        return new KafkaTopic(
                channel.path("address").asText(), kafka.path("partitions").asInt(), settings);
    }

    private static String text(JsonNode setting) {
        return setting.isArray() ? setting.path(0).asText() : setting.asText();
    }

    private static boolean isCompacted(KafkaTopic topic) {
        return "compact".equals(topic.config().get("cleanup.policy"));
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        return Stream.of(some, more).flatMap(Set::stream).collect(Collectors.toSet());
    }

    private static List<String> consumed(String service) throws IOException {
        Properties configuration = new Properties();
        Path file = Path.of("..", service, "src/main/resources/application.properties");
        try (var in = Files.newBufferedReader(file)) {
            configuration.load(in);
        }
        return configuration.stringPropertyNames().stream()
                .filter(name -> name.matches("mp\\.messaging\\.incoming\\..*\\.topic"))
                .map(configuration::getProperty)
                .toList();
    }
}
