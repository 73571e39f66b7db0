package dev.nextup.test.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The DevTools protocol over its WebSocket, with sessions in flat mode. */
final class DevTools implements WebSocket.Listener, AutoCloseable {

    private static final int TIMEOUT_SECONDS = 30;

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Awaited> awaited = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    DevTools(URI address) {
        socket =
                get(
                        "connect",
                        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this));
    }

    JsonNode send(String method, Map<String, ?> parameters) {
        return send(null, method, parameters);
    }

    /**
     * @param session of a target, {@code null} for the browser
     * @return what the command answers
     * @throws IllegalStateException if the browser refuses it, or says nothing for 30 s
     */
    JsonNode send(@Nullable String session, String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        ObjectNode message = json.createObjectNode().put("id", id).put("method", method);
        message.set("params", json.valueToTree(parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        // The socket takes one text at a time.
        synchronized (socket) {
            get(method, socket.sendText(message.toString(), true));
        }
        JsonNode given = get(method, answer);
        if (given.has("error")) {
            throw new IllegalStateException(method + ": " + given.path("error"));
        }
        return given.path("result");
    }

    /** Completes with the parameters of the first such event from now on. */
    CompletableFuture<JsonNode> next(String session, String method, Predicate<JsonNode> wanted) {
        Awaited event = new Awaited(session, method, wanted, new CompletableFuture<>());
        awaited.add(event);
        return event.happened;
    }

    static <T> T get(String what, CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + what, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("No answer to " + what, e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            String whole = text.toString();
            text.setLength(0);
            read(whole);
        }
        from.request(1);
        return null;
    }

    private void read(String message) {
        try {
            JsonNode said = json.readTree(message);
            CompletableFuture<JsonNode> answer = answers.remove(said.path("id").asInt());
            if (answer != null) {
                answer.complete(said);
            }
            awaited.removeIf(event -> event.isMetBy(said));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not the DevTools protocol", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private record Awaited(
            String session,
            String method,
            Predicate<JsonNode> wanted,
            CompletableFuture<JsonNode> happened) {

        boolean isMetBy(JsonNode said) {
            return said.path("method").asText().equals(method)
                    && said.path("sessionId").asText().equals(session)
                    && wanted.test(said.path("params"))
                    && happened.complete(said.path("params"));
        }
    }
}
