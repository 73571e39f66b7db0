package dev.nextup.dispatch.webpush;

import static dev.nextup.dispatch.webpush.TestSender.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.crypto.TestKeyRing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests as a push service gets them, before anybody has interpreted them. */
class WireTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int AT_ONCE = 20;
    private static final String TARGET = "/fcm/send/wpush/v2/gA%2Fb==/./x//:y?a=%20b&c=d+e";

    @TempDir Path directory;

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final TestSender test =
            TestSender.on(VERTX).clock(((InstantSource) now::get).withZone(ZoneOffset.UTC));
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server =
                VERTX.createHttpServer()
                        .requestHandler(this::take)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void the_endpoint_is_posted_to_octet_for_octet_with_each_header_once() throws Exception {
        assertThat(send(test.make(), test.message(at("127.0.0.1", TARGET))))
                .isEqualTo(new Accepted(201));

        Request request = requests.remove();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo(TARGET);
        assertThat(request.headers().getAll("TTL")).singleElement().asString().matches("[1-9]\\d*");
        assertThat(request.headers().getAll("Urgency")).containsExactly("high");
        assertThat(request.headers().getAll("Topic")).containsExactly("a-topic");
        assertThat(request.headers().getAll("Content-Encoding")).containsExactly("aes128gcm");
        assertThat(request.headers().getAll("Content-Type"))
                .containsExactly("application/octet-stream");
        assertThat(request.headers().getAll("Authorization"))
                .singleElement()
                .asString()
                .matches("vapid t=[\\w-]+\\.[\\w-]+\\.[\\w-]{86}, k=[\\w-]{87}");
        for (String unwanted :
                List.of("Crypto-Key", "Encryption", "Proxy-Authorization", "Transfer-Encoding")) {
            assertThat(request.headers().contains(unwanted)).as(unwanted).isFalse();
        }
    }

    @Test
    void a_thousand_sends_that_start_at_once_carry_one_signature_and_share_no_secret()
            throws Exception {
        PushSender sender = test.make();

        sendAtOnce(1_000, i -> send(sender, test.message(at("127.0.0.1", "/" + i))));

        assertThat(requests).hasSize(1_000);
        assertThat(requests).extracting(Request::authorization).containsOnly(authorization());
        assertThat(requests.stream().map(Request::salt).distinct()).hasSize(1_000);
        assertThat(requests.stream().map(Request::senderKey).distinct()).hasSize(1_000);
        assertThat(requests)
                .as("RFC 8292 section 3.2: the key that signs encrypts nothing")
                .noneMatch(request -> request.senderKey().equals(request.vapidKey()));
    }

    @Test
    void each_origin_and_each_key_has_one_signature() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("keys.json"),
                        TestKeyRing.merged(TestKeyRing.json("new"), TestKeyRing.json("old")));
        PushSender sender = test.make(new LiveKeyRing(file, new SimpleMeterRegistry()));

        sendAtOnce(
                80,
                i ->
                        send(
                                sender,
                                test.message(
                                        at(i % 2 == 0 ? "127.0.0.1" : "localhost", "/"),
                                        i % 4 < 2 ? "new" : "old")));

        assertThat(requests).hasSize(80);
        assertThat(requests.stream().map(Request::authorization).distinct()).hasSize(4);
        assertThat(requests.stream().map(Request::audience).distinct())
                .containsExactlyInAnyOrder(
                        "http://127.0.0.1:" + server.actualPort(),
                        "http://localhost:" + server.actualPort());
    }

    @Test
    void a_signature_is_renewed_long_before_it_expires() throws Exception {
        PushSender sender = test.make();
        Instant start = now.get();
        for (int hours : new int[] {0, 5, 7, 12}) {
            now.set(start.plus(Duration.ofHours(hours)));
            send(sender, test.message(at("127.0.0.1", "/")));
            assertThat(requests)
                    .last()
                    .extracting(Request::expiry)
                    .satisfies(
                            expiry ->
                                    assertThat(Duration.between(now.get(), expiry))
                                            .isBetween(Duration.ofHours(6), Duration.ofHours(12)));
        }

        assertThat(requests.stream().map(Request::authorization).distinct()).hasSize(2);
    }

    @Test
    void a_body_has_one_of_a_few_lengths() throws Exception {
        PushSender sender = test.make();
        for (int length : new int[] {0, 1, 256, 257, 900, 1_025, 2_049, 2_945, 3_993}) {
            byte[] payload = "x".repeat(length).getBytes(UTF_8);
            send(sender, test.message(at("127.0.0.1", "/"), PushPayload.of(payload)));
        }

        assertThat(requests)
                .extracting(request -> request.body().length() - 103)
                .containsExactly(256, 256, 256, 512, 1_024, 2_048, 2_944, 3_993, 3_993);
    }

    private String at(String host, String target) {
        return "http://" + host + ":" + server.actualPort() + target;
    }

    private String authorization() {
        return requests.element().authorization();
    }

    private void take(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> {
                            requests.add(
                                    new Request(
                                            request.method().name(),
                                            request.uri(),
                                            request.headers(),
                                            body));
                            request.response().setStatusCode(201).end();
                        });
    }

    /** From many threads, none of which begins before the others are ready. */
    private static void sendAtOnce(int count, Send send) throws Exception {
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Stream<Callable<Integer>> all =
                    IntStream.range(0, AT_ONCE)
                            .mapToObj(
                                    thread ->
                                            () -> {
                                                start.await();
                                                for (int i = thread; i < count; i += AT_ONCE) {
                                                    assertThat(send.send(i))
                                                            .isEqualTo(new Accepted(201));
                                                }
                                                return thread;
                                            });
            for (Future<Integer> done : threads.invokeAll(all.toList())) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Send {
        PushOutcome send(int number) throws Exception;
    }

    /** A body begins with salt (16 octets), record size (4), length of the key (1), key (65). */
    private record Request(String method, String target, MultiMap headers, Buffer body) {

        String authorization() {
            return headers.get("Authorization");
        }

        String vapidKey() {
            return authorization().substring(authorization().indexOf(", k=") + 4);
        }

        String salt() {
            return octets(0, 16);
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
