package dev.nextup.subscription.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stands where the gateway does: serves a customer app's pages, answers for the services that are
 * not here, writes down what the browser asks, and passes everything else to the real service.
 */
final class Front implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Set<String> PASSED = Set.of("authorization", "content-type", "accept");
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", ":status");

    private final URI service;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Map<String, Deque<Answer>> scripted = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile boolean otherOriginsAllowed;

    /** What the browser sent. */
    record Call(String method, String path, String authorization, String body) {}

    private record Page(String type, String content) {}

    private record Answer(int status, String body) {}

    private Front(URI service, HttpServer server) {
        this.service = service;
        this.server = server;
    }

    static Front of(URI service) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Front front = new Front(service, server);
            server.createContext("/", front::handle);
            server.setExecutor(front.threads);
            server.start();
            front.page("/", "<!doctype html><html lang=en><title>Queue</title>");
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void page(String path, String html) {
        pages.put(path, new Page("text/html; charset=utf-8", html));
    }

    void script(String path, String content) {
        pages.put(path, new Page("text/javascript", content));
    }

    /** The next request is answered so, instead of by the service. */
    void answer(String method, String path, int status, String json) {
        scripted.computeIfAbsent(method + " " + path, any -> new ConcurrentLinkedDeque<>())
                .add(new Answer(status, json));
    }

    /** Requests wait until the latch is opened. */
    CountDownLatch hold(String method, String path) {
        CountDownLatch latch = new CountDownLatch(1);
        held.put(method + " " + path, latch);
        return latch;
    }

    void allowOtherOrigins() {
        otherOriginsAllowed = true;
    }

    List<Call> calls(String method, String path) {
        return calls.stream()
                .filter(call -> call.method.equals(method) && call.path.equals(path))
                .toList();
    }

    @Override
    public void close() {
        held.values().forEach(CountDownLatch::countDown);
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String key = exchange.getRequestMethod() + " " + path;
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String authorization =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                            .orElse("");
            calls.add(new Call(exchange.getRequestMethod(), path, authorization, body));
            shareWithOtherOrigins(exchange);
            await(held.get(key));
            Deque<Answer> answers = scripted.getOrDefault(key, new ConcurrentLinkedDeque<>());
            Answer next = answers.poll();
            if (next != null) {
                send(exchange, next.status, "application/json", next.body);
            } else if (exchange.getRequestMethod().equals("OPTIONS") || path.endsWith("/ack")) {
                send(exchange, 204, "application/json", "");
            } else if (key.startsWith("GET /api/tickets/")) {
                send(exchange, 200, "application/json", "{\"status\":\"WAITING\"}");
            } else if (pages.containsKey(path)) {
                send(exchange, 200, pages.get(path).type, pages.get(path).content);
            } else {
                pass(exchange, body);
            }
        }
    }

    /** What the gateway of an installation with customer apps on other origins adds. */
    private void shareWithOtherOrigins(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (otherOriginsAllowed && origin != null) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Access-Control-Allow-Origin", origin);
            headers.set("Access-Control-Allow-Headers", "authorization, content-type");
            headers.set("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
        }
    }

    private void pass(HttpExchange exchange, String body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve(exchange.getRequestURI().toString()))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofString(body));
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) -> {
                            if (PASSED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                                request.header(name, values.get(0));
                            }
                        });
        try {
            HttpResponse<String> answer =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
            Headers headers = exchange.getResponseHeaders();
            answer.headers()
                    .map()
                    .forEach(
                            (name, values) -> {
                                if (!FRAMING.contains(name)) {
                                    headers.putIfAbsent(name, values);
                                }
                            });
            boolean worker = exchange.getRequestURI().getPath().equals("/sw.js");
            String content = worker ? bridge() + answer.body() : answer.body();
            send(exchange, answer.statusCode(), null, content);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] octets = body.getBytes(UTF_8);
        if (type != null) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        if (octets.length > 0) {
            exchange.getResponseBody().write(octets);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (latch != null && !latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Held for too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stands in for the browser vendor's push service, and for nothing else. */
    static String bridge() {
        try (InputStream file = Front.class.getResourceAsStream("/client/push-bridge.js")) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
