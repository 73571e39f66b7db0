package dev.nextup.dispatch.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A gateway to phones, and subscription-service's answer to who has which number. The service that
 * has it is another than that of most tests, so it also does what those cannot try: it encrypts
 * with the library web-push (ReferenceEncoderTest).
 */
public final class GatewayForTests implements QuarkusTestResourceLifecycleManager {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final Map<UUID, String> PHONES = new ConcurrentHashMap<>();

    private static final List<Received> RECEIVED = new CopyOnWriteArrayList<>();
    private static final Map<String, Queue<Integer>> ANSWERS = new ConcurrentHashMap<>();
    private static final ObjectMapper JSON = new ObjectMapper();

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/hook", GatewayForTests::receive);
            server.createContext("/internal/phone", GatewayForTests::tellPhone);
            server.start();
            String origin = "http://127.0.0.1:" + server.getAddress().getPort();
            Path url = Path.of("target/webhook.url");
            Path secret = Path.of("target/webhook.secret");
            Files.writeString(url, origin + "/hook?key=hidden\n");
            Files.writeString(secret, SECRET + "\n");
            return Map.of(
                    "nextup.webhook.url-file",
                    url.toString(),
                    "nextup.webhook.secret-file",
                    secret.toString(),
                    "nextup.push.encoder",
                    "reference",
                    "nextup.webhook.messages-per-ticket",
                    "2",
                    "nextup.webhook.messages-per-number",
                    "3",
                    "nextup.webhook.messages-per-organization",
                    "5",
                    "nextup.subscription.url",
                    origin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** What came for a number, oldest first. */
    static List<Received> received(String phone) {
        return RECEIVED.stream()
                .filter(message -> message.body().at("/data/to").asText().equals(phone))
                .toList();
    }

    /** The next answers to messages for a number; then 202. */
    static void answer(String phone, Integer... statuses) {
        ANSWERS.put(phone, new ConcurrentLinkedQueue<>(List.of(statuses)));
    }

    private static void receive(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        JsonNode body = JSON.readTree(text);
        RECEIVED.add(
                new Received(
                        exchange.getRequestHeaders().getFirst("webhook-id"),
                        exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                        exchange.getRequestHeaders().getFirst("webhook-signature"),
                        text,
                        body));
        Queue<Integer> script = ANSWERS.get(body.at("/data/to").asText());
        Integer status = script == null ? null : script.poll();
        exchange.sendResponseHeaders(status == null ? 202 : status, -1);
        exchange.close();
    }

    /** Without a token about that very ticket nobody learns anything. */
    private static void tellPhone(HttpExchange exchange) throws IOException {
        UUID ticketId =
                UUID.fromString(JSON.readTree(exchange.getRequestBody()).path("ticketId").asText());
        String phone = PHONES.get(ticketId);
        boolean allowed = ticketId.equals(subject(exchange));
        int status = !allowed ? 401 : phone == null ? 404 : 200;
        byte[] body =
                (status == 200
                                ? "{\"ticketId\":\"%s\",\"customerPhone\":\"%s\"}"
                                        .formatted(ticketId, phone)
                                : "{}")
                        .getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static UUID subject(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("Nextup-Internal");
        int payload = token.indexOf('.') + 1;
        byte[] claims =
                Base64.getUrlDecoder()
                        .decode(token.substring(payload, token.indexOf('.', payload)));
        return UUID.fromString(JSON.readTree(claims).path("sub").asText());
    }

    /** A message as it came. */
    record Received(String id, String timestamp, String signature, String text, JsonNode body) {}
}
