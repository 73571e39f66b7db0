package dev.nextup.ticket.access;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;

/** A real HTTP server that answers as identity providers do, well or badly. */
final class IdentityProvider implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    private IdentityProvider(HttpServer server) {
        this.server = server;
    }

    static IdentityProvider on(int port) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            IdentityProvider provider = new IdentityProvider(server);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", provider::answer);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void publishes(String path, JsonWebKey... keys) {
        says(
                path,
                new JsonWebKeySet(List.of(keys)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
    }

    void says(String path, String body) {
        answers.put(path, new Answer(200, "", body));
    }

    void redirects(String path, String to) {
        answers.put(path, new Answer(302, to, ""));
    }

    int timesAsked(String path) {
        return asked.getOrDefault(path, 0);
    }

    private void answer(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.merge(path, 1, Integer::sum);
            Answer answer = answers.getOrDefault(path, new Answer(500, "", "broken"));
            byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
            if (!answer.location.isEmpty()) {
                exchange.getResponseHeaders().set("Location", answer.location);
            }
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Answer(int status, String location, String body) {}
}
