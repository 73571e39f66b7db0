package dev.nextup.local.demo;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Answers like a Nextup in which everything works, unless a test scripts it otherwise, and asks for
 * tokens where the real one does. A push takes {@link #DELIVERY} of the pace's time. Ids of tickets
 * are their numbers.
 */
final class FakeGateway implements AutoCloseable {

    static final Duration DELIVERY = Duration.ofMillis(87);
    static final String OURS = "GEN-009";
    static final String TICKET_TOKEN = "ticket-token";
    static final String STAFF_TOKEN = "staff-token";
    static final String ACK_TOKEN = "acknowledgement-token";
    static final String ENDPOINT = "http://localhost/push/endpoint-token";

    private static final String ORGANIZATION =
            """
            {"id":"org","name":"Demo Town Hall","branches":[
              {"departments":[{"services":[{"id":"cards","name":"Identity Cards"}]},
                {"services":[{"id":"general","name":"General Enquiries","open":true,"waiting":0}]}]}]}
            """;
    private static final String BROWSER =
            """
            {"id":"sim","subscription":{"endpoint":"%s","keys":{"p256dh":"p","auth":"a"}}}
            """
                    .formatted(ENDPOINT);
    private static final Answer REFUSED = new Answer(401, "{\"code\":\"unauthorized\"}");

    private final HttpServer server;
    private final Pace pace;
    private final Map<String, Answer> scripted = new ConcurrentHashMap<>();
    private final Map<String, Duration> delays = new ConcurrentHashMap<>();
    private final Queue<String> waiting = new ArrayDeque<>();
    private final List<Push> pushes = new CopyOnWriteArrayList<>();
    private final List<String> completed = new CopyOnWriteArrayList<>();

    private FakeGateway(HttpServer server, Pace pace) {
        this.server = server;
        this.pace = pace;
    }

    static FakeGateway start(Vertx vertx, Pace pace) throws Exception {
        FakeGateway gateway = new FakeGateway(vertx.createHttpServer(), pace);
        gateway.server
                .requestHandler(gateway::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        return gateway;
    }

    URI address() {
        return URI.create("http://localhost:" + server.actualPort());
    }

    /** What earlier runs left in the queue. */
    void alreadyWaiting(String... numbers) {
        waiting.addAll(List.of(numbers));
    }

    /** From now on, {@code call} such as {@code POST /api/tickets} is answered so. */
    void answers(String call, int status, String body) {
        scripted.put(call, new Answer(status, body));
    }

    /** Notifications of this kind take that long. */
    void delays(String kind, Duration delay) {
        delays.put(kind, delay);
    }

    /** Numbers of the tickets completed so far, in order. */
    List<String> completed() {
        return completed;
    }

    @Override
    public void close() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void handle(HttpServerRequest request) {
        String call = request.method() + " " + request.path();
        String token = String.valueOf(request.getHeader("Authorization"));
        request.body()
                .onSuccess(
                        body -> {
                            Answer answer = scripted.get(call);
                            if (answer == null) {
                                answer = answer(call + " " + body, token);
                            }
                            request.response().setStatusCode(answer.status()).end(answer.body());
                        });
    }

    private Answer answer(String request, String token) {
        return switch (request.split(" ", 3)[1]) {
            case "/api/organizations/demo" -> ok(ORGANIZATION);
            case "/api/tickets" -> takeTicket();
            case "/api/notifications/vapid-public-key" -> ok("{\"publicKey\":\"VAPID\"}");
            case "/push/sim" -> request.contains("VAPID") ? ok(BROWSER) : new Answer(400, "");
            case "/api/notifications/subscribe" -> bearer(token, TICKET_TOKEN, this::subscribe);
            case "/push/sim/sim/messages" -> ok(messages());
            case "/api/auth/login" -> request.contains("nextup-demo") ? login() : REFUSED;
            case "/api/queues/general/call-next" -> bearer(token, STAFF_TOKEN, this::callNext);
            case "/api/notifications/logs" -> bearer(token, STAFF_TOKEN, this::deliveries);
            default -> bearer(token, STAFF_TOKEN, () -> complete(request.split("/", 5)[3]));
        };
    }

    private static Answer bearer(String token, String expected, Supplier<Answer> answer) {
        return token.equals("Bearer " + expected) ? answer.get() : REFUSED;
    }

    private Answer takeTicket() {
        waiting.add(OURS);
        return ok(
                "%s,\"position\":%d,\"token\":\"%s\"}"
                        .formatted(ticket(OURS, "WAITING"), waiting.size(), TICKET_TOKEN));
    }

    private Answer subscribe() {
        push("ticket_created");
        return ok("{\"success\":true}");
    }

    private static Answer login() {
        return ok(
                "{\"accessToken\":\"%s\",\"member\":{\"role\":\"employee\"}}"
                        .formatted(STAFF_TOKEN));
    }

    private Answer callNext() {
        String next = waiting.poll();
        if (next == null) {
            return new Answer(204, "");
        }
        if (next.equals(OURS)) {
            push("your_turn");
        }
        return ok(ticket(next, "CALLED") + "}");
    }

    private Answer complete(String number) {
        completed.add(number);
        return ok(ticket(number, "COMPLETED") + "}");
    }

    private Answer deliveries() {
        return ok(
                pushes.stream()
                        .map(
                                push ->
                                        "{\"notificationType\":\"%s\",\"status\":\"ACCEPTED\"}"
                                                .formatted(push.kind()))
                        .collect(Collectors.joining(",", "{\"items\":[", "],\"next\":null}")));
    }

    private void push(String kind) {
        pushes.add(new Push(kind, pace.now().plus(delays.getOrDefault(kind, DELIVERY))));
    }

    private String messages() {
        return pushes.stream()
                .filter(push -> !push.receivedAt().isAfter(pace.now()))
                .map(Push::message)
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Open at the end, for more members. */
    private static String ticket(String number, String status) {
        return "{\"id\":\"%s\",\"number\":\"%s\",\"status\":\"%s\""
                .formatted(number, number, status);
    }

    private static Answer ok(String body) {
        return new Answer(200, body);
    }

    private record Answer(int status, String body) {}

    private record Push(String kind, Instant receivedAt) {

        /** The declarative members repeat the data, so the secret is in two places. */
        String message() {
            return """
            {"receivedAt":"%s","payload":{"title":"About %s","data":{"notificationType":"%s",
             "ticketNumber":"%s","ackToken":"%s"},"web_push":8030,
             "notification":{"data":{"ackToken":"%s"}}},"decryptError":null}
            """
                    .formatted(receivedAt, kind, kind, OURS, ACK_TOKEN, ACK_TOKEN);
        }
    }
}
