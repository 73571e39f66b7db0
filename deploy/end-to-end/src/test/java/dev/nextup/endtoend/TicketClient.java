package dev.nextup.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * A client of one replica of ticket-service, or of another part of the system that speaks JSON. It
 * never repeats a request by itself.
 */
final class TicketClient {

    /** Longer than any answer may take, so that a hang is seen as one. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final HttpClient http;

    TicketClient(URI address) {
        this(address, client());
    }

    private TicketClient(URI address, HttpClient.Builder client) {
        this.address = address;
        http = client.build();
    }

    /** Over TLS: trusts what the context does. */
    static TicketClient overTls(URI address, SSLContext trust) {
        return new TicketClient(address, client().sslContext(trust));
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2));
    }

    /**
     * @throws IOException when no whole answer came: refused, cut off, or after {@link #PATIENCE}
     */
    Answer send(Command command) throws IOException {
        return exchange(prepared(command).build());
    }

    /** As {@link #send}, decided on this version of the ticket. */
    Answer sendIfAt(long version, Command command) throws IOException {
        return exchange(prepared(command).header("If-Match", Long.toString(version)).build());
    }

    private HttpRequest.Builder prepared(Command command) {
        HttpRequest.Builder request = request(command.path());
        if (!command.token().isEmpty()) {
            request.header("Authorization", "Bearer " + command.token());
        }
        if (!command.key().isEmpty()) {
            request.header("Idempotency-Key", command.key());
        }
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(command.body()));
    }

    /** As {@link #send}, for public reads. */
    Answer get(String path) throws IOException {
        return exchange(request(path).GET().build());
    }

    /** As {@link #send}, for reads that need a token. */
    Answer get(String path, String token) throws IOException {
        return exchange(request(path).header("Authorization", "Bearer " + token).GET().build());
    }

    /** As {@link #send}, for what is put and needs no token. */
    Answer put(String path, String body) throws IOException {
        return put(path, body, "");
    }

    /** As {@link #send}, for what is put. */
    Answer put(String path, String body, String token) throws IOException {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return exchange(request.PUT(BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
    }

    private Answer exchange(HttpRequest request) throws IOException {
        long begin = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type, json(response.body()), took);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static JsonNode json(String body) throws IOException {
        return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    }
}
