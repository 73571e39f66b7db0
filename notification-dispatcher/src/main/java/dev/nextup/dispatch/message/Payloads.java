package dev.nextup.dispatch.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.dispatch.acknowledgement.AckTokens;
import dev.nextup.dispatch.message.MessageTexts.Words;
import dev.nextup.dispatch.webpush.crypto.ContentEncoder;
import dev.nextup.dispatch.words.OwnWords;
import dev.nextup.event.delivery.NotificationType;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the browser decrypts: what a service worker hands to {@code showNotification}, the
 * facts in {@code data}, and for browsers that show a message without waking a worker the {@link
 * DeclarativeMembers}.
 */
@Singleton
public class Payloads {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Characters of four octets as they are: escaped they would take twelve. */
    private static final ObjectWriter WRITER =
            new ObjectMapper().writer().with(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8);

    /** Of a body that is shortened, this much is left at least: a sentence. */
    private static final int SHORTEST_BODY = 60;

    private final String publicUrl;
    private final OwnOrigin origin;
    private final AckTokens tokens;
    private final MessageTexts texts;

    Payloads(PublicUrlConfig config, AckTokens tokens, OwnWords ownWords) {
        publicUrl = config.url().toString().replaceAll("/+$", "");
        origin = new OwnOrigin(config);
        this.tokens = tokens;
        texts = new MessageTexts(ownWords);
    }

    /**
     * @return at most {@link ContentEncoder#MAX_PLAINTEXT} octets of JSON. What does not fit loses
     *     the end of its text first (unless a person wrote it), then pictures, then the declarative
     *     members; never a fact
     * @throws PayloadTooLargeException when even that is too long, which only words given by a
     *     person can cause
     */
    public byte[] payload(UUID ticketId, UUID deliveryId, NotificationType type, Content content) {
        Words words = texts.of(type, content);
        ObjectNode message = new ShownMembers(origin).of(ticketId, type, content, words);
        message.set("data", data(ticketId, deliveryId, type, content));
        DeclarativeMembers.addTo(message);
        byte[] whole = octets(message);
        return fits(whole) ? whole : shortened(message, content.given() == null);
    }

    private static byte[] shortened(ObjectNode message, boolean ownWords) {
        if (ownWords) {
            shortenBody(message);
        }
        if (isTooLong(message)) {
            message.remove(ShownMembers.PICTURES);
            DeclarativeMembers.addTo(message);
        }
        if (isTooLong(message)) {
            DeclarativeMembers.removeFrom(message);
        }
        byte[] rest = octets(message);
        if (!fits(rest)) {
            throw new PayloadTooLargeException();
        }
        return rest;
    }

    /** The same words without markup, for a channel that carries nothing else. */
    public Spoken spoken(UUID ticketId, NotificationType type, Content content) {
        Words words = texts.of(type, content);
        return new Spoken(words.title(), words.body(), words.language(), clickUrl(ticketId));
    }

    /** The body stands there twice. */
    private static void shortenBody(ObjectNode message) {
        String body = message.path("body").asText();
        int characters = body.codePointCount(0, body.length());
        while (isTooLong(message) && characters > SHORTEST_BODY) {
            characters--;
            message.put("body", Name.shortened(body, characters));
            DeclarativeMembers.addTo(message);
        }
    }

    private static boolean isTooLong(ObjectNode message) {
        return !fits(octets(message));
    }

    private static boolean fits(byte[] payload) {
        return payload.length <= ContentEncoder.MAX_PLAINTEXT;
    }

    /** The costliest step of all but encryption: once, for a message of ordinary length. */
    private static byte[] octets(ObjectNode message) {
        try {
            return WRITER.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can always be written", e);
        }
    }

    /** The server's own fields win over what a person gave. */
    private ObjectNode data(
            UUID ticketId, UUID deliveryId, NotificationType type, Content content) {
        TicketPlace place = content.place();
        ObjectNode data = given(content);
        data.put("notificationType", Texts.code(type))
                .put("ticketId", ticketId.toString())
                .put("ticketNumber", place.ticketNumber())
                .put("organizationId", place.organizationId().toString())
                .put("organizationName", Name.clean(place.organizationName()))
                .put("branchName", Name.clean(place.branchName()))
                .put("departmentName", Name.clean(place.departmentName()))
                .put("serviceName", Name.clean(place.serviceName()))
                .put("currentlyServing", place.currentlyServing())
                .put("position", content.position())
                .put("clickUrl", clickUrl(ticketId))
                .put("deliveryId", deliveryId.toString())
                .put("ackToken", tokens.token(deliveryId, content.at()))
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
                : JSON.objectNode()
                        .put("id", counter.id().toString())
                        .put("name", Name.clean(counter.name()));
    }

    private String clickUrl(UUID ticketId) {
        return publicUrl + "/?ticket=" + ticketId;
    }

    /**
     * A notification in words.
     *
     * @param language BCP 47
     * @param url of the ticket's page
     */
    public record Spoken(String title, String body, String language, String url) {}

    /** Nobody can shorten somebody else's words for them. */
    public static final class PayloadTooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PayloadTooLargeException() {
            super("the payload does not fit into one push message", null, false, false);
        }
    }
}
