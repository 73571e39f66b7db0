package dev.nextup.dispatch.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.dispatch.message.MessageTexts.Words;
import dev.nextup.dispatch.webpush.crypto.ContentEncoder;
import dev.nextup.event.delivery.NotificationType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the browser decrypts: the fields a service worker shows, and the same once more as
 * declarative members (W3C Push API, "Declarative push message") for browsers that show a message
 * without waking a worker. Always {@code mutable}, so that a worker, where there is one, still
 * runs.
 */
@Singleton
public class Payloads {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The value that marks a declarative message, after RFC 8030. */
    private static final int DECLARATIVE = 8_030;

    private static final List<String> DECLARATIVE_FIELDS =
            List.of("body", "icon", "tag", "silent", "actions");

    private final String publicUrl;

    Payloads(PublicUrlConfig config) {
        publicUrl = config.url().toString().replaceAll("/+$", "");
    }

    /**
     * @return at most {@link ContentEncoder#MAX_PLAINTEXT} octets of JSON; when the full message is
     *     longer, one without icon and declarative members
     * @throws PayloadTooLargeException when even that is too long, which only words given by a
     *     person can cause
     */
    public byte[] payload(UUID ticketId, UUID deliveryId, NotificationType type, Content content) {
        Words words = MessageTexts.of(type, content);
        ObjectNode message = shown(ticketId, type, content, words);
        message.set("data", data(ticketId, deliveryId, type, content));
        byte[] octets = declarative(message, words).toString().getBytes(UTF_8);
        if (octets.length <= ContentEncoder.MAX_PLAINTEXT) {
            return octets;
        }
        message.remove(List.of("icon", "image", "badge", "web_push", "notification", "mutable"));
        octets = message.toString().getBytes(UTF_8);
        if (octets.length > ContentEncoder.MAX_PLAINTEXT) {
            throw new PayloadTooLargeException();
        }
        return octets;
    }

    private static ObjectNode shown(
            UUID ticketId, NotificationType type, Content content, Words words) {
        boolean urgent = type == NotificationType.YOUR_TURN;
        ObjectNode message = JSON.objectNode();
        message.put("title", words.title())
                .put("body", words.body())
                .put("icon", content.place().iconUrl())
                .put("tag", "ticket-" + ticketId)
                .put("renotify", true)
                .put("requireInteraction", urgent)
                .put("silent", false);
        ObjectNode given = content.given();
        if (given != null) {
            given.properties().stream()
                    .filter(field -> !field.getKey().equals("data"))
                    .forEach(field -> message.set(field.getKey(), field.getValue()));
        }
        return message;
    }

    /** The server's own fields win over what a person gave. */
    private ObjectNode data(
            UUID ticketId, UUID deliveryId, NotificationType type, Content content) {
        TicketPlace place = content.place();
        ObjectNode data = given(content);
        data.put("notificationType", type.name().toLowerCase(Locale.ROOT))
                .put("ticketId", ticketId.toString())
                .put("ticketNumber", place.ticketNumber())
                .put("organizationId", place.organizationId().toString())
                .put("organizationName", place.organizationName())
                .put("branchName", place.branchName())
                .put("departmentName", place.departmentName())
                .put("serviceName", place.serviceName())
                .put("currentlyServing", place.currentlyServing())
                .put("position", content.position())
                .put("clickUrl", clickUrl(ticketId))
                .put("deliveryId", deliveryId.toString())
                .putNull("ackToken")
                .put("timestamp", content.at().toString());
        data.set("counter", counter(content.counter()));
        return data;
    }

    private static ObjectNode given(Content content) {
        ObjectNode given = content.given();
        return given != null && given.get("data") instanceof ObjectNode data
                ? data.deepCopy()
                : JSON.objectNode();
    }

    private static JsonNode counter(Content.@Nullable Counter counter) {
        return counter == null
                ? JSON.nullNode()
                : JSON.objectNode().put("id", counter.id().toString()).put("name", counter.name());
    }

    private ObjectNode declarative(ObjectNode message, Words words) {
        ObjectNode notification = JSON.objectNode();
        notification
                .put("title", message.path("title").asText())
                .put("navigate", message.path("data").path("clickUrl").asText())
                .put("lang", words.language())
                .put("dir", words.direction());
        for (String field : DECLARATIVE_FIELDS) {
            if (message.hasNonNull(field)) {
                notification.set(field, message.get(field));
            }
        }
        message.put("web_push", DECLARATIVE).put("mutable", true);
        message.set("notification", notification);
        return message;
    }

    private String clickUrl(UUID ticketId) {
        return publicUrl + "/?ticket=" + ticketId;
    }

    /** Nobody can shorten somebody else's words for them. */
    public static final class PayloadTooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PayloadTooLargeException() {
            super("the payload does not fit into one push message", null, false, false);
        }
    }
}
