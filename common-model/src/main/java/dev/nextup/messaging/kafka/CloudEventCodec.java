package dev.nextup.messaging.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.nextup.event.CloudEvent;
import dev.nextup.event.EventTypes;
import dev.nextup.messaging.kafka.DecodeResult.Decoded;
import dev.nextup.messaging.kafka.DecodeResult.Reason;
import dev.nextup.messaging.kafka.DecodeResult.Undecodable;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as structured CloudEvents and reads them back. Times are ISO-8601 in UTC, absent
 * values {@code null}; unknown fields are ignored. A field that is not {@code @Nullable} must be
 * there, and nothing is converted (a number is no text, a text no number), so that a record which
 * decodes is a record one can trust.
 *
 * <p>It brings its own mapper: the wire format must not follow the settings of a service's REST
 * layer. Thread-safe; one per process is enough.
 */
public final class CloudEventCodec {

    private final ObjectMapper mapper = eventMapper();

    /**
     * The value of the record that carries {@code event}, UTF-8.
     *
     * @throws IllegalArgumentException if its data cannot be written as JSON: a bug in the event's
     *     record
     */
    public byte[] encode(CloudEvent<?> event) {
        try {
            return mapper.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            // Without its cause, whose message may quote the data.
            throw new IllegalArgumentException("event cannot be written: " + event.type());
        }
    }

    /**
     * Reads a record's value.
     *
     * @param value the bytes as they came; a null value (an erasure) is for the caller to see first
     * @param types the family expected on the topic
     */
    public <T> DecodeResult<T> decode(byte[] value, EventTypes<T> types) {
        JsonNode envelope;
        try {
            envelope = mapper.readTree(value);
        } catch (IOException e) {
            return new Undecodable<>(Reason.NOT_JSON);
        }
        if (envelope.isMissingNode()) {
            return new Undecodable<>(Reason.NOT_JSON);
        }
        Instant time = instant(envelope.path("time"));
        if (time == null || !isEnvelope(envelope)) {
            return new Undecodable<>(Reason.NOT_A_CLOUD_EVENT);
        }
        Optional<Class<? extends T>> type = types.classOf(envelope.path("type").textValue());
        if (type.isEmpty()) {
            return new Undecodable<>(Reason.UNKNOWN_TYPE);
        }
        return decode(envelope, time, type.get());
    }

    private <T> DecodeResult<T> decode(JsonNode envelope, Instant time, Class<? extends T> type) {
        JsonNode data = envelope.path("data");
        if (!data.isObject()) {
            return new Undecodable<>(Reason.DATA_MISMATCH);
        }
        try {
            return new Decoded<>(
                    new CloudEvent<>(
                            envelope.path("id").textValue(),
                            envelope.path("source").textValue(),
                            envelope.path("type").textValue(),
                            envelope.path("subject").textValue(),
                            time,
                            mapper.treeToValue(data, type)));
        } catch (JsonProcessingException e) {
            return new Undecodable<>(Reason.DATA_MISMATCH);
        }
    }

    /** CloudEvents 1.0, section 3.1, narrowed to what we write: subject and time always there. */
    private static boolean isEnvelope(JsonNode node) {
        JsonNode contentType = node.path("datacontenttype");
        return CloudEvent.SPEC_VERSION.equals(node.path("specversion").textValue())
                && hasText(node.path("id"))
                && hasText(node.path("source"))
                && hasText(node.path("type"))
                && hasText(node.path("subject"))
                && (contentType.isMissingNode()
                        || CloudEvent.DATA_CONTENT_TYPE.equals(contentType.textValue()));
    }

    private static boolean hasText(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty();
    }

    private static @Nullable Instant instant(JsonNode node) {
        try {
            return node.isTextual() ? Instant.parse(node.textValue()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ObjectMapper eventMapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .annotationIntrospector(
                        new AnnotationIntrospectorPair(
                                new JacksonAnnotationIntrospector(), new NullContracts()))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text ->
                                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
