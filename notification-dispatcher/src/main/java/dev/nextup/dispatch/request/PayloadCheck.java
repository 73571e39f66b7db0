package dev.nextup.dispatch.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.http.RequiredFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Checks the sender's own words: what a service worker hands to {@code showNotification} (WHATWG
 * Notifications). Members it does not know are dropped.
 */
final class PayloadCheck {

    /** Members that make a browser fetch something. */
    static final List<String> IMAGES = List.of("icon", "badge", "image");

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
     * @throws dev.nextup.problem.RejectedException 400 {@code missing-fields} or {@code
     *     invalid-field}
     */
    static void check(ObjectNode payload) {
        List<String> absent = new ArrayList<>();
        payload.properties()
                .forEach(
                        member -> {
                            Predicate<JsonNode> form = MEMBERS.get(member.getKey());
                            if (form == null || member.getValue().isNull()) {
                                absent.add(member.getKey());
                            } else if (!form.test(member.getValue())) {
                                throw RequestRejection.INVALID_FIELD.in(
                                        "payload." + member.getKey());
                            }
                        });
        payload.remove(absent);
        new RequiredFields()
                .with("payload.title", text(payload, "title"))
                .with("payload.body", text(payload, "body"))
                .check();
    }

    private static String text(ObjectNode payload, String member) {
        return payload.path(member).asText();
    }
}
