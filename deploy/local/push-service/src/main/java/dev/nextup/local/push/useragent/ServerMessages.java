package dev.nextup.local.push.useragent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.UUID;

/** What is said to browsers. */
final class ServerMessages {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private ServerMessages() {}

    static ObjectNode hello(UUID uaid) {
        ObjectNode message =
                of("hello")
                        .put("status", 200)
                        .put("uaid", uaid.toString())
                        .put("use_webpush", true);
        message.putObject("broadcasts");
        return message;
    }

    static ObjectNode registered(UUID channel, String endpoint) {
        return of("register")
                .put("channelID", channel.toString())
                .put("status", 200)
                .put("pushEndpoint", endpoint);
    }

    static ObjectNode notRegistered(UUID channel, int status) {
        return of("register").put("channelID", channel.toString()).put("status", status);
    }

    static ObjectNode unregistered(UUID channel) {
        return of("unregister").put("channelID", channel.toString()).put("status", 200);
    }

    static ObjectNode pong() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode notification(WaitingMessage message) {
        ObjectNode notification =
                of("notification")
                        .put("channelID", message.channel().toString())
                        .put("version", message.version().toString());
        byte[] body = message.body();
        if (body != null) {
            notification.put("data", BASE64.encodeToString(body));
            notification.putObject("headers").put("encoding", "aes128gcm");
        }
        return notification;
    }

    private static ObjectNode of(String type) {
        return JsonNodeFactory.instance.objectNode().put("messageType", type);
    }
}
