package dev.nextup.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.event.delivery.DeliveryEvent;
import dev.nextup.event.delivery.DeliveryEvents;
import dev.nextup.event.organization.OrganizationEvent;
import dev.nextup.event.organization.OrganizationEvents;
import dev.nextup.event.subscription.SubscriptionEvent;
import dev.nextup.event.subscription.SubscriptionEvents;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.messaging.kafka.DecodeResult;
import dev.nextup.messaging.kafka.DecodeResult.Decoded;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds record, schema, golden sample and wire form of every event together. */
class EventContractTest {

    private final CloudEventCodec codec = new CloudEventCodec();

    static Stream<EventContract<?>> events() {
        return Stream.of(
                        TicketEvents.TYPES,
                        SubscriptionEvents.BINDINGS,
                        SubscriptionEvents.PREFERENCES,
                        DeliveryEvents.TYPES,
                        OrganizationEvents.TYPES)
                .flatMap(EventContractTest::contracts);
    }

    private static <T> Stream<EventContract<T>> contracts(EventTypes<T> types) {
        return types.names().stream()
                .sorted()
                .map(name -> new EventContract<>(name, types.classOf(name).orElseThrow(), types));
    }

    @Test
    void everyRecordOfTheSealedFamiliesIsRegistered() {
        Set<Class<?>> permitted =
                Stream.of(
                                TicketEvent.class,
                                SubscriptionEvent.class,
                                DeliveryEvent.class,
                                OrganizationEvent.class)
                        .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                        .collect(Collectors.toSet());

        Set<Class<?>> registered =
                events().map(EventContract::recordClass).collect(Collectors.toSet());

        assertThat(registered).isEqualTo(permitted);
    }

    @ParameterizedTest
    @MethodSource("events")
    void theGoldenSampleFitsItsSchema(EventContract<?> event) {
        assertThat(event.golden().path("type").textValue()).isEqualTo(event.type());
        assertThat(event.violations(event.golden())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void theGoldenSampleIsReadAndWrittenUnchanged(EventContract<?> event) {
        JsonNode golden = event.golden();

        Decoded<?> decoded = decode(event, golden);

        assertThat(decoded.event().data()).isInstanceOf(event.recordClass());
        assertThat(EventContract.parse(codec.encode(decoded.event()))).isEqualTo(golden);
    }

    @ParameterizedTest
    @MethodSource("events")
    void theGoldenSampleShowsEveryFieldFilled(EventContract<?> event) {
        assertThat(event.golden().path("data").properties())
                .noneMatch(field -> field.getValue().isNull());
    }

    @ParameterizedTest
    @MethodSource("events")
    void fieldsOfANewerWriterAreIgnored(EventContract<?> event) {
        ObjectNode newer = event.golden().deepCopy();
        newer.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        ((ObjectNode) newer.path("data")).putObject("addedLater").put("anything", 1);

        assertThat(decode(event, newer)).isEqualTo(decode(event, event.golden()));
        assertThat(event.violations(newer)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void absentValuesAreNullAndNotLeftOut(EventContract<?> event) {
        ObjectNode sparse = event.golden().deepCopy();
        ObjectNode data = (ObjectNode) sparse.path("data");
        nullableFields(event).forEach(data::putNull);

        byte[] written = codec.encode(decode(event, sparse).event());

        assertThat(EventContract.parse(written)).isEqualTo(sparse);
        assertThat(event.violations(sparse)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void aMissingFieldIsRefusedUnlessItMayBeAbsent(EventContract<?> event) {
        List<String> nullable = nullableFields(event);
        JsonNode golden = event.golden();

        for (String field : RecordFields.of(event.recordClass()).keySet()) {
            ObjectNode without = golden.deepCopy();
            ((ObjectNode) without.path("data")).remove(field);

            DecodeResult<?> result = codec.decode(bytes(without), event.types());

            assertThat(result instanceof Decoded)
                    .as("%s without %s is read", event.type(), field)
                    .isEqualTo(nullable.contains(field));
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void theSchemaDescribesExactlyTheFieldsOfTheRecord(EventContract<?> event) {
        assertThat(SchemaFields.of(event)).isEqualTo(RecordFields.of(event.recordClass()));
    }

    private static List<String> nullableFields(EventContract<?> event) {
        return RecordFields.of(event.recordClass()).entrySet().stream()
                .filter(field -> field.getValue().endsWith("?"))
                .map(field -> field.getKey())
                .toList();
    }

    private Decoded<?> decode(EventContract<?> event, JsonNode json) {
        DecodeResult<?> result = codec.decode(bytes(json), event.types());
        assertThat(result).isInstanceOf(Decoded.class);
        return (Decoded<?>) result;
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(UTF_8);
    }
}
