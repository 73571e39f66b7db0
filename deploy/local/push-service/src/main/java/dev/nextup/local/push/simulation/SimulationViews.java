package dev.nextup.local.push.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.nextup.local.push.http.PublicUrl;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Shapes what tests read. Absent values are null, not left out. */
final class SimulationViews {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private SimulationViews() {}

    /** As {@code PushSubscription.toJSON()} of a browser has it, with the id to speak to it. */
    static byte[] created(BrowserIdentity browser, PublicUrl publicUrl) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        ObjectNode view = JSON.createObjectNode().put("id", browser.id().toString());
        ObjectNode subscription = view.putObject("subscription");
        subscription.put("endpoint", publicUrl.resolve("/push/" + browser.token()));
        subscription.putNull("expirationTime");
        subscription
                .putObject("keys")
                .put("p256dh", base64.encodeToString(browser.keys().p256dh()))
                .put("auth", base64.encodeToString(browser.keys().auth()));
        return octets(view);
    }

    static byte[] messages(List<ReceivedMessage> messages) {
        ArrayNode view = JSON.createArrayNode();
        for (ReceivedMessage message : messages) {
            ObjectNode one = view.addObject();
            one.put("receivedAt", message.receivedAt().toString());
            one.put("httpVersion", message.httpVersion());
            one.put("ttl", message.ttl());
            one.put("urgency", message.urgency());
            one.put("topic", message.topic());
            one.set("payload", payload(message));
            one.put("decryptError", message.decryptError());
            one.put("replaced", message.replaced());
        }
        return octets(view);
    }

    /** The JSON value if it is one, else the text. */
    private static JsonNode payload(ReceivedMessage message) {
        byte[] plaintext = message.plaintext();
        if (plaintext == null) {
            return NullNode.getInstance();
        }
        String text = new String(plaintext, StandardCharsets.UTF_8);
        try {
            JsonNode value = JSON.readTree(text);
            return value.isMissingNode() ? TextNode.valueOf(text) : value;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    private static byte[] octets(JsonNode view) {
        return view.toString().getBytes(StandardCharsets.UTF_8);
    }
}
