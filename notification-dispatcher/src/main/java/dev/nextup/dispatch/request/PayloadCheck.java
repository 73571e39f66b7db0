package dev.nextup.dispatch.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.http.RequiredFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Checks the sender's own words: what a service worker hands to {@code showNotification} (WHATWG
 * Notifications). Members it does not know are dropped.
 */
final class PayloadCheck {

    /** Members that make a browser fetch something. */
    private static final List<String> IMAGES = List.of("icon", "badge", "image");

    private static final String PREFIX = "payload.";

    private static final Map<String, Predicate<JsonNode>> MEMBERS =
            Map.ofEntries(
                    Map.entry("title", JsonNode::isTextual),
                    Map.entry("body", JsonNode::isTextual),
                    Map.entry("icon", JsonNode::isTextual),
                    Map.entry("badge", JsonNode::isTextual),
                    Map.entry("image", JsonNode::isTextual),
                    Map.entry("data", JsonNode::isObject),
                    Map.entry("actions", JsonNode::isArray),
                    Map.entry("requireInteraction", JsonNode::isBoolean),
                    Map.entry("silent", JsonNode::isBoolean),
                    Map.entry("tag", JsonNode::isTextual),
                    Map.entry("renotify", JsonNode::isBoolean),
                    Map.entry("vibrate", JsonNode::isArray));

    private PayloadCheck() {}

    /**
     * @throws dev.nextup.problem.RejectedException 400 {@code invalid-field} or {@code
     *     missing-fields}, with all of them
     */
    static void check(ObjectNode payload) {
        List<String> absent = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        payload.properties()
                .forEach(
                        member -> {
                            Predicate<JsonNode> form = MEMBERS.get(member.getKey());
                            if (form == null || member.getValue().isNull()) {
                                absent.add(member.getKey());
                            } else if (!form.test(member.getValue())) {
                                invalid.add(PREFIX + member.getKey());
                            }
                        });
        payload.remove(absent);
        RequiredFields required =
                new RequiredFields()
                        .with("payload.title", text(payload, "title"))
                        .with("payload.body", text(payload, "body"));
        ActionsCheck.check(payload, invalid, required);
        if (!invalid.isEmpty()) {
            throw RequestRejection.INVALID_FIELD.in(invalid);
        }
        required.check();
    }

    /**
     * The addresses of what a browser fetches, by the names of their fields.
     *
     * @param payload one that has passed the check
     */
    static Map<String, String> images(ObjectNode payload) {
        Map<String, String> images = new LinkedHashMap<>();
        IMAGES.stream()
                .filter(payload::hasNonNull)
                .forEach(member -> images.put(PREFIX + member, text(payload, member)));
        ActionsCheck.addImages(payload, images);
        return images;
    }

    private static String text(ObjectNode payload, String member) {
        return payload.path(member).asText();
    }
}
