package dev.nextup.dispatch.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The same once more for browsers that show a message without waking a worker (W3C Push API,
 * "Declarative push message"). Always {@code mutable}, so that a worker, where there is one, still
 * runs, and acknowledges.
 */
final class DeclarativeMembers {

    /** The value that marks a declarative message, after RFC 8030. */
    private static final int DECLARATIVE = 8_030;

    private static final List<String> MEMBERS = List.of("web_push", "notification", "mutable");

    private static final List<String> REPEATED =
            List.of(
                    "title",
                    "body",
                    "lang",
                    "dir",
                    "tag",
                    "icon",
                    "silent",
                    "renotify",
                    "requireInteraction");

    /** What a worker needs that is given nothing but the notification. */
    private static final List<String> FACTS =
            List.of(
                    "notificationType",
                    "ticketId",
                    "ticketNumber",
                    "clickUrl",
                    "deliveryId",
                    "ackToken");

    private DeclarativeMembers() {}

    /** From the members that a worker reads; replaces what an earlier call added. */
    static void addTo(ObjectNode message) {
        String address = message.path("data").path("clickUrl").asText();
        message.put("web_push", DECLARATIVE).put("mutable", true);
        ObjectNode notification = message.putObject("notification").put("navigate", address);
        for (String member : REPEATED) {
            if (message.hasNonNull(member)) {
                notification.set(member, message.get(member));
            }
        }
        ObjectNode facts = notification.putObject("data");
        FACTS.forEach(member -> facts.set(member, message.path("data").get(member)));
        if (message.hasNonNull("actions")) {
            // Each needs an address of its own here.
            for (JsonNode action : notification.putArray("actions").addAll(actions(message))) {
                if (action instanceof ObjectNode button) {
                    button.put("navigate", address);
                }
            }
        }
    }

    static void removeFrom(ObjectNode message) {
        message.remove(MEMBERS);
    }

    private static List<JsonNode> actions(ObjectNode message) {
        return message.get("actions").valueStream().map(JsonNode::<JsonNode>deepCopy).toList();
    }
}
