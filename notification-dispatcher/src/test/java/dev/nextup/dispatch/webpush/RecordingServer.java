package dev.nextup.dispatch.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes every push, and keeps it as it came, before anybody has interpreted it. */
final class RecordingServer implements AutoCloseable {

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final HttpServer server;

    private RecordingServer(Vertx vertx, TlsVersion version) throws Exception {
        server =
                vertx.createHttpServer(version.serverOptions())
                        .connectionHandler(connection -> connections.incrementAndGet())
                        .requestHandler(this::take)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
    }

    static RecordingServer start(Vertx vertx, TlsVersion version) throws Exception {
        return new RecordingServer(vertx, version);
    }

    /** In the order in which they were complete. */
    Queue<Request> requests() {
        return requests;
    }

    /** How many were opened. */
    int connections() {
        return connections.get();
    }

    String origin(String host) {
        return "https://" + host + ":" + server.actualPort();
    }

    String at(String target) {
        return origin("127.0.0.1") + target;
    }

    private void take(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            requests.add(
                                    new Request(
                                            request.version(),
                                            request.method().name(),
                                            request.uri(),
                                            request.headers(),
                                            body));
                            request.response().setStatusCode(201).end();
                        });
    }

    @Override
    public void close() {
        server.close();
    }

    /** A body begins with salt (16 octets), record size (4), length of the key (1), key (65). */
    record Request(
            HttpVersion version, String method, String target, MultiMap headers, Buffer body) {

        String authorization() {
            return headers.get("Authorization");
        }

        String vapidKey() {
            return authorization().substring(authorization().indexOf(", k=") + 4);
        }

        int ttl() {
            return Integer.parseInt(headers.get("TTL"));
        }

        String salt() {
            return octets(0, 16);
        }

        int recordSize() {
            return body.getInt(16);
        }

        int keyLength() {
            return body.getByte(20);
        }

        String senderKey() {
            return octets(21, 86);
        }

        String audience() {
            return claim("\"aud\":\"([^\"]*)\"");
        }

        Instant expiry() {
            return Instant.ofEpochSecond(Long.parseLong(claim("\"exp\":(\\d+)")));
        }

        private String claim(String pattern) {
            String jwt = authorization();
            int start = jwt.indexOf('.') + 1;
            byte[] payload =
                    Base64.getUrlDecoder().decode(jwt.substring(start, jwt.indexOf('.', start)));
            String claims = new String(payload, UTF_8);
            return claims.replaceFirst(".*" + pattern + ".*", "$1");
        }

        private String octets(int from, int to) {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOfRange(body.getBytes(), from, to));
        }
    }
}
