package dev.nextup.dispatch.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.http.RequiredFields;
import java.util.List;
import java.util.Map;

/**
 * Checks the buttons of a notification (WHATWG Notifications, NotificationAction). Members that it
 * does not know are dropped: a browser is to open nothing but the ticket's page.
 */
final class ActionsCheck {

    private static final String ICON = "icon";

    /** The longest text of each member, in characters. */
    private static final Map<String, Integer> MEMBERS =
            Map.of("action", 64, "title", 100, ICON, 2_048);

    /** Browsers show two or three, and each costs space in the message. */
    private static final int MOST = 4;

    private static final String FIELD = "payload.actions";

    private ActionsCheck() {}

    /**
     * @param invalid takes the names of those that have the wrong type or form
     * @param required takes the mandatory ones
     */
    static void check(ObjectNode payload, List<String> invalid, RequiredFields required) {
        JsonNode actions = payload.path("actions");
        if (actions.isArray() && actions.size() > MOST) {
            invalid.add(FIELD);
            return;
        }
        for (int i = 0; actions.isArray() && i < actions.size(); i++) {
            if (actions.get(i) instanceof ObjectNode action) {
                check(action, name(i), invalid, required);
            } else {
                invalid.add(name(i));
            }
        }
    }

    private static void check(
            ObjectNode action, String name, List<String> invalid, RequiredFields required) {
        action.retain(MEMBERS.keySet());
        action.removeNulls();
        action.properties().stream()
                .filter(
                        member ->
                                !isText(
                                        member.getValue(),
                                        MEMBERS.getOrDefault(member.getKey(), 0)))
                .forEach(member -> invalid.add(name + "." + member.getKey()));
        required.with(name + ".action", action.path("action").asText())
                .with(name + ".title", action.path("title").asText());
    }

    private static boolean isText(JsonNode value, int longest) {
        return value.isTextual() && value.textValue().length() <= longest;
    }

    /** Puts the addresses of icons into a map, by the names of their fields. */
    static void addImages(ObjectNode payload, Map<String, String> images) {
        JsonNode actions = payload.path("actions");
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i).hasNonNull(ICON)) {
                images.put(name(i) + "." + ICON, actions.get(i).get(ICON).asText());
            }
        }
    }

    private static String name(int index) {
        return FIELD + "[" + index + "]";
    }
}
