package dev.nextup.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** docs/asyncapi.yaml as the tests see it: references are followed, into other files too. */
record AsyncApiDocument(JsonNode root) {

    private static final Path FILE = Path.of("../docs/asyncapi.yaml");

    static AsyncApiDocument read() {
        try {
            return new AsyncApiDocument(new YAMLMapper().readTree(FILE.toFile()));
        } catch (IOException e) {
            throw new AssertionError("docs/asyncapi.yaml cannot be read from the module", e);
        }
    }

    Set<String> references() {
        return new TreeSet<>(root.findValuesAsText("$ref"));
    }

    /** What {@code reference} names; a missing node if nothing. */
    JsonNode resolve(String reference) {
        if (reference.startsWith("#")) {
            return root.at(reference.substring(1));
        }
        try {
            return new JsonMapper().readTree(FILE.resolveSibling(reference).toFile());
        } catch (IOException e) {
            throw new AssertionError(reference + " of docs/asyncapi.yaml leads nowhere", e);
        }
    }

    Stream<JsonNode> channels() {
        return values(root.path("channels"));
    }

    /** Names of all messages of the topic: type names, and those of records without an event. */
    Set<String> messagesOf(String topic) {
        Set<String> names = new TreeSet<>();
        channels()
                .filter(channel -> channel.path("address").asText().equals(topic))
                .flatMap(channel -> values(channel.path("messages")))
                .forEach(message -> names.add(followed(message).path("name").asText()));
        return names;
    }

    JsonNode message(String name) {
        return values(root.at("/components/messages"))
                .filter(message -> message.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing in docs/asyncapi.yaml"));
    }

    /** What the schema of {@code message} says against {@code payload}; empty if nothing. */
    Set<ValidationMessage> violations(JsonNode message, JsonNode payload) {
        return EventContract.schemaAt(FILE.toUri(), message.path("payload")).validate(payload);
    }

    Set<String> received(String service) {
        return topics(service, "receive");
    }

    Set<String> sent(String service) {
        return topics(service, "send");
    }

    private Set<String> topics(String service, String action) {
        Set<String> topics = new TreeSet<>();
        values(root.path("operations"))
                .filter(operation -> operation.path("action").asText().equals(action))
                .filter(operation -> operation.at("/tags/0/name").asText().equals(service))
                .map(operation -> followed(operation.path("channel")))
                .forEach(channel -> topics.add(channel.path("address").asText()));
        return topics;
    }

    private JsonNode followed(JsonNode referring) {
        return resolve(referring.path("$ref").asText());
    }

    private static Stream<JsonNode> values(JsonNode object) {
        return StreamSupport.stream(object.spliterator(), false);
    }
}
