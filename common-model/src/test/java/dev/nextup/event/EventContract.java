package dev.nextup.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Set;

/**
 * One event as the tests see it: its type, its record class, its schema, its golden sample.
 *
 * @param types the registry of its family
 */
record EventContract<T>(String type, Class<? extends T> recordClass, EventTypes<T> types) {

    private static final String SCHEMAS = "https://nextup.dev/schemas/";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(
                    SpecVersion.VersionFlag.V202012,
                    factory ->
                            factory.schemaMappers(
                                    mappers ->
                                            mappers.mapPrefix(
                                                    SCHEMAS,
                                                    "classpath:dev/nextup/event/schema/")));
    private static final SchemaValidatorsConfig ASSERT_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    JsonNode golden() {
        return resource("/golden/" + type + ".json");
    }

    JsonNode schema() {
        return schema(type);
    }

    static JsonNode schema(String name) {
        return resource("/dev/nextup/event/schema/" + name + ".json");
    }

    /**
     * What the envelope's schema and the event's own say against {@code event}; empty if nothing.
     */
    Set<ValidationMessage> violations(JsonNode event) {
        Set<ValidationMessage> violations = validator("cloudevent.v1").validate(event);
        violations.addAll(validator(type).validate(event.path("data")));
        return violations;
    }

    private static JsonSchema validator(String name) {
        return FACTORY.getSchema(SchemaLocation.of(SCHEMAS + name + ".json"), ASSERT_FORMATS);
    }

    /** A schema that stands in the file {@code where} and may refer to files beside it. */
    static JsonSchema schemaAt(URI where, JsonNode schema) {
        return FACTORY.getSchema(SchemaLocation.of(where.toString()), schema, ASSERT_FORMATS);
    }

    static JsonNode parse(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode resource(String path) {
        try (InputStream in = EventContract.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new AssertionError("missing: " + path + ", see docs/events.md, Add an event");
            }
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return type;
    }
}
