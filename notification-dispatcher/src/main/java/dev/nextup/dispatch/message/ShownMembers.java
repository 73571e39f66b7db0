package dev.nextup.dispatch.message;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.dispatch.message.MessageTexts.Words;
import dev.nextup.event.delivery.NotificationType;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a service worker hands to {@code showNotification} (WHATWG Notifications). Absent members
 * are left out and not null, because a browser reads null as the text "null".
 */
final class ShownMembers {

    static final List<String> PICTURES = List.of("icon", "badge", "image");

    /** A preview takes the place of no real notification. */
    private static final String PREVIEW_TAG = "preview-";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Milliseconds on and off: felt in a pocket, and unlike a chat message. */
    private static final int[] CALL_VIBRATION = {400, 150, 400, 150, 800};

    private final OwnOrigin origin;

    ShownMembers(OwnOrigin origin) {
        this.origin = origin;
    }

    ObjectNode of(UUID ticketId, NotificationType type, Content content, Words words) {
        NotificationType preview = content.preview();
        boolean isCall = requireNonNullElse(preview, type) == NotificationType.YOUR_TURN;
        ObjectNode message = JSON.objectNode();
        message.put("title", words.title())
                .put("body", words.body())
                .put("lang", words.language())
                .put("dir", words.direction())
                .put("tag", (preview == null ? "ticket-" : PREVIEW_TAG) + ticketId)
                .put("renotify", true)
                .put("requireInteraction", isCall)
                .put("silent", false);
        addIcon(message, content.place().iconUrl());
        if (isCall) {
            message.set("vibrate", vibration());
            message.putArray("actions")
                    .addObject()
                    .put("action", "open")
                    .put("title", words.open());
        }
        ObjectNode given = content.given();
        if (given != null) {
            addGiven(message, given);
        }
        return message;
    }

    /** A picture from elsewhere would tell somebody else who is notified, and when. */
    private void addIcon(ObjectNode message, @Nullable String icon) {
        if (icon != null && origin.has(icon)) {
            String address = origin.absolute(icon);
            message.put("icon", address).put("badge", address);
        }
    }

    /** What contradicts itself no browser shows: silent vibration, a repeat of nothing. */
    private static void addGiven(ObjectNode message, ObjectNode given) {
        given.properties().stream()
                .filter(member -> !member.getKey().equals("data"))
                .forEach(member -> message.set(member.getKey(), member.getValue()));
        // Nobody said what language these words are in.
        message.put("dir", "auto").remove("lang");
        if (message.path("silent").asBoolean()) {
            message.remove("vibrate");
        }
        if (message.path("tag").asText().isEmpty()) {
            message.put("renotify", false);
        }
    }

    private static ArrayNode vibration() {
        ArrayNode pattern = JSON.arrayNode();
        IntStream.of(CALL_VIBRATION).forEach(pattern::add);
        return pattern;
    }
}
