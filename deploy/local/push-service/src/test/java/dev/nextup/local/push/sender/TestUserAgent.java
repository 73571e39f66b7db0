package dev.nextup.local.push.sender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.local.push.decryption.CodedBody;
import dev.nextup.local.push.decryption.Decryption;
import dev.nextup.local.push.decryption.ReceiverKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a browser is to its push service: a WebSocket, and keys that never leave it. */
public final class TestUserAgent implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final URI service;
    private final ReceiverKeys keys;
    private final WebSocket socket;

    private TestUserAgent(URI service, ReceiverKeys keys) throws Exception {
        this.service = service;
        this.keys = keys;
        this.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .subprotocols("push-notification")
                        .buildAsync(URI.create("ws://" + service.getAuthority() + "/push/ws"), this)
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Connects, and says nothing yet. */
    public static TestUserAgent connect(URI service) throws Exception {
        return new TestUserAgent(service, ReceiverKeys.generate(new SecureRandom()));
    }

    /** The same browser, on a new connection, saying nothing yet. */
    public TestUserAgent again(URI where) throws Exception {
        return new TestUserAgent(where, keys);
    }

    /** Connects and introduces itself as somebody new; its name is then {@link #hello}'s answer. */
    public static TestUserAgent greet(URI service) throws Exception {
        TestUserAgent agent = connect(service);
        agent.hello("");
        return agent;
    }

    /** The name it is given. */
    public String hello(String uaid) throws Exception {
        say("{'messageType':'hello','broadcasts':{},'use_webpush':true,'uaid':'" + uaid + "'}");
        JsonNode answer = next();
        if (answer.path("status").asInt() != 200) {
            throw new AssertionError("answer to hello: " + answer);
        }
        return answer.path("uaid").asText();
    }

    /** Subscribes; its endpoint can be sent to, and what comes can be opened. */
    public TestBrowser register(UUID channel, String key) throws Exception {
        JsonNode answer = registration(channel, key);
        return new TestBrowser(
                HttpClient.newHttpClient(),
                service,
                channel.toString(),
                answer.path("pushEndpoint").asText(),
                keys.p256dh(),
                keys.auth());
    }

    public JsonNode registration(UUID channel, String key) throws Exception {
        say("{'messageType':'register','channelID':'" + channel + "','key':'" + key + "'}");
        return next();
    }

    public void acknowledge(JsonNode notification) throws Exception {
        say(
                "{'messageType':'ack','updates':[{'channelID':'"
                        + notification.path("channelID").asText()
                        + "','version':'"
                        + notification.path("version").asText()
                        + "','code':100}]}");
    }

    /** Returns when the service has dealt with all that was said. */
    public void ping() throws Exception {
        say("{}");
        JsonNode answer = next();
        if (!answer.isEmpty()) {
            throw new AssertionError("answer to ping: " + answer);
        }
    }

    /** Says it, with quotes for apostrophes. */
    public void say(String message) throws Exception {
        sayLiterally(message.replace('\'', '"'));
    }

    public void sayLiterally(String message) throws Exception {
        socket.sendText(message, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    public void say(byte[] octets) throws Exception {
        socket.sendBinary(ByteBuffer.wrap(octets), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The next message of the service, which must come. */
    public JsonNode next() throws Exception {
        JsonNode message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("the service said nothing");
        }
        return message;
    }

    /** What a notification says to the page's worker. */
    public String open(JsonNode notification) throws Exception {
        byte[] body = Base64.getUrlDecoder().decode(notification.path("data").asText());
        return new String(Decryption.open(new CodedBody(body), keys), StandardCharsets.UTF_8);
    }

    /** The code the service closed with, once it has. */
    public int closedWith() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            try {
                heard.add(JSON.readTree(text.toString()));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                closed.completeExceptionally(e);
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** Leaves; the service knows of it when this returns. */
    @Override
    public void close() throws Exception {
        if (!socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            closedWith();
        }
    }
}
