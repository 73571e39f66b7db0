package dev.nextup.dispatch.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.dispatch.webpush.PushPayload;
import java.io.IOException;
import java.util.List;

/**
 * A message cut down to what the person must know: the words, shortened if need be, and what a
 * click and an acknowledgement take. No pictures, no declarative members, nothing that somebody
 * else gave.
 */
public final class BriefPayload {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<String> KEPT = List.of("title", "body", "tag", "renotify");

    private static final List<String> KEPT_DATA =
            List.of(
                    "notificationType",
                    "ticketId",
                    "ticketNumber",
                    "clickUrl",
                    "deliveryId",
                    "ackToken",
                    "timestamp");

    /** Characters of one text; in UTF-8 up to three octets each. */
    private static final int LONGEST_TEXT = 60;

    private BriefPayload() {}

    /**
     * @param full what {@link Payloads} wrote
     * @return at most {@link PushPayload#BRIEF} octets of JSON
     */
    public static byte[] of(byte[] full) {
        JsonNode message = read(full);
        ObjectNode brief = JsonNodeFactory.instance.objectNode();
        copy(message, brief, KEPT);
        for (String text : List.of("title", "body")) {
            brief.put(text, shortened(message.path(text).asText()));
        }
        ObjectNode data = brief.putObject("data");
        copy(message.path("data"), data, KEPT_DATA);
        byte[] octets = octets(brief);
        if (octets.length > PushPayload.BRIEF) {
            // Its acknowledgement is worth less than its arrival.
            data.remove("ackToken");
            octets = octets(brief);
        }
        return octets;
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> fields) {
        for (String field : fields) {
            if (from.hasNonNull(field)) {
                to.set(field, from.get(field));
            }
        }
    }

    /** Never in the middle of a character that takes two. */
    private static String shortened(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 2));
        return text.substring(0, splits ? LONGEST_TEXT - 2 : LONGEST_TEXT - 1) + "…";
    }

    private static byte[] octets(ObjectNode message) {
        return message.toString().getBytes(UTF_8);
    }

    private static JsonNode read(byte[] full) {
        try {
            return MAPPER.readTree(full);
        } catch (IOException e) {
            // Without its cause, which quotes the input.
            throw new IllegalStateException("a payload of ours is always JSON");
        }
    }
}
