package dev.nextup.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as the simulated browser decrypted it.
 *
 * @param payload null in JSON if it could not be decrypted
 */
record Notification(Instant receivedAt, JsonNode payload, Optional<String> decryptError) {

    /** Kinds the story waits for. */
    static final String TICKET_CREATED = "ticket_created";

    static final String YOUR_TURN = "your_turn";

    private static final String SECRET = "ackToken";

    static Notification of(JsonNode message) {
        return new Notification(
                instant(Api.text(message, "/receivedAt")),
                message.path("payload"),
                Optional.ofNullable(message.path("decryptError").asText(null)));
    }

    /** Such as {@code your_turn}; empty if the payload is not one of ours. */
    String kind() {
        return payload.at("/data/notificationType").asText("");
    }

    String facts() {
        return "received: " + payload.path("title").asText("no title");
    }

    /** Also before: the push may overtake the answer of the call that caused it. */
    String factsSince(Instant answered) {
        long millis = Duration.between(answered, receivedAt).toMillis();
        return "received %d ms %s the answer of call-next: %s"
                .formatted(
                        Math.abs(millis),
                        millis < 0 ? "before" : "after",
                        payload.path("title").asText("no title"));
    }

    /** The payload for human eyes: whoever has its {@code ackToken} can acknowledge it. */
    String masked() {
        JsonNode copy = payload.deepCopy();
        copy.findParents(SECRET).forEach(parent -> ((ObjectNode) parent).put(SECRET, "(masked)"));
        return copy.toPrettyString();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new StoryFailure("receivedAt is no time: " + text);
        }
    }
}
