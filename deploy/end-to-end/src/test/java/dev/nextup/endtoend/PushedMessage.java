package dev.nextup.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A Web Push message as its browser decrypted it.
 *
 * @param httpVersion it reached the push service over
 * @param ttl in seconds
 * @param topic empty if there was none
 */
record PushedMessage(
        Instant receivedAt,
        String httpVersion,
        long ttl,
        String urgency,
        String topic,
        JsonNode payload) {

    static PushedMessage of(JsonNode message) {
        if (!message.path("decryptError").isNull()) {
            throw new AssertionError("unreadable: " + message.path("decryptError").asText());
        }
        return new PushedMessage(
                Instant.parse(message.path("receivedAt").asText()),
                message.path("httpVersion").asText(),
                message.path("ttl").asLong(),
                message.path("urgency").asText(),
                message.path("topic").asText(""),
                message.path("payload"));
    }

    /** The payload's {@code data}. */
    JsonNode data() {
        return payload.path("data");
    }

    /** Such as {@code your_turn}. */
    String type() {
        return data().path("notificationType").asText();
    }

    String tag() {
        return payload.path("tag").asText();
    }

    /** The same on every repeat of a message. */
    Identity identity() {
        return new Identity(topic, tag(), data().path("deliveryId").asText());
    }

    /** The counter's name, whether the payload has it as a name or as an object. */
    String counterName() {
        JsonNode counter = data().path("counter");
        return counter.isObject() ? counter.path("name").asText() : counter.asText();
    }

    /** By what a push service and a browser know a message again. */
    record Identity(String topic, String tag, String deliveryId) {}
}
