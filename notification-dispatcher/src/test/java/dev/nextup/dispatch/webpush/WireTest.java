package dev.nextup.dispatch.webpush;

import static dev.nextup.dispatch.webpush.TestSender.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Expired;
import dev.nextup.dispatch.webpush.RecordingServer.Request;
import dev.nextup.dispatch.webpush.crypto.TestKeyRing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests as a push service gets them, over TLS and both versions of HTTP. */
class WireTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int AT_ONCE = 20;
    private static final String TARGET = "/fcm/send/wpush/v2/gA%2Fb==/./x//:y?a=%20b&c=d+e";

    @TempDir Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final TestSender test =
            TestSender.on(VERTX).clock(((InstantSource) now::get).withZone(ZoneOffset.UTC));

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @ParameterizedTest
    @EnumSource
    void the_endpoint_is_posted_to_octet_for_octet_with_each_header_once(TlsVersion version)
            throws Exception {
        try (RecordingServer server = RecordingServer.start(VERTX, version)) {
            assertThat(send(test.make(), test.message(server.at(TARGET))))
                    .isEqualTo(new Accepted(201));

            Request request = server.requests().remove();
            assertThat(request.version()).isEqualTo(version.version);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo(TARGET);
            assertThat(request.headers().getAll("TTL"))
                    .singleElement()
                    .asString()
                    .matches("[1-9]\\d*");
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
                    List.of(
                            "Crypto-Key",
                            "Encryption",
                            "Proxy-Authorization",
                            "Transfer-Encoding")) {
                assertThat(request.headers().contains(unwanted)).as(unwanted).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_body_is_one_record_that_begins_with_its_size_and_a_key(TlsVersion version)
            throws Exception {
        try (RecordingServer server = RecordingServer.start(VERTX, version)) {
            PushPayload longest = PushPayload.of("x".repeat(3_993).getBytes(UTF_8));

            send(test.make(), test.message(server.at("/"), longest));

            Request request = server.requests().remove();
            assertThat(request.body().length()).isEqualTo(4_096);
            assertThat(request.recordSize()).isEqualTo(4_096);
            assertThat(request.keyLength()).isEqualTo(65);
            assertThat(request.senderKey()).as("uncompressed: begins with 4").startsWith("B");
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_attempt_has_the_time_that_is_left(TlsVersion version) throws Exception {
        try (RecordingServer server = RecordingServer.start(VERTX, version)) {
            PushSender sender = test.make();
            PushMessage message = test.message(server.at("/"));

            send(sender, message);
            now.updateAndGet(t -> t.plusSeconds(10));
            send(sender, message);
            now.updateAndGet(t -> t.plusSeconds(50));

            assertThat(send(sender, message)).isEqualTo(new Expired());
            assertThat(server.requests()).extracting(Request::ttl).containsExactly(60, 50);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_thousand_sends_that_start_at_once_carry_one_signature_and_share_no_secret(
            TlsVersion version) throws Exception {
        try (RecordingServer server = RecordingServer.start(VERTX, version)) {
            PushSender sender = test.make();

            sendAtOnce(1_000, i -> send(sender, test.message(server.at("/" + i))));

            assertThat(server.requests()).hasSize(1_000);
            assertThat(server.requests())
                    .extracting(Request::authorization)
                    .containsOnly(server.requests().element().authorization());
            assertThat(server.requests().stream().map(Request::salt).distinct()).hasSize(1_000);
            assertThat(server.requests().stream().map(Request::senderKey).distinct())
                    .hasSize(1_000);
            assertThat(server.requests())
                    .as("RFC 8292 section 3.2: the key that signs encrypts nothing")
                    .noneMatch(request -> request.senderKey().equals(request.vapidKey()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_origin_and_each_key_has_one_signature(TlsVersion version) throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("keys.json"),
                        TestKeyRing.merged(TestKeyRing.json("new"), TestKeyRing.json("old")));
        PushSender sender = test.make(new LiveKeyRing(file, new SimpleMeterRegistry()));
        try (RecordingServer server = RecordingServer.start(VERTX, version)) {
            List<String> origins = List.of(server.origin("127.0.0.1"), server.origin("localhost"));

            sendAtOnce(
                    80,
                    i ->
                            send(
                                    sender,
                                    test.message(
                                            origins.get(i % 2) + "/", i % 4 < 2 ? "new" : "old")));

            assertThat(server.requests()).hasSize(80);
            assertThat(server.requests().stream().map(Request::authorization).distinct())
                    .hasSize(4);
            assertThat(server.requests().stream().map(Request::audience).distinct())
                    .containsExactlyInAnyOrderElementsOf(origins);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_signature_is_renewed_long_before_it_expires(TlsVersion version) throws Exception {
        try (RecordingServer server = RecordingServer.start(VERTX, version)) {
            PushSender sender = test.make();
            Instant start = now.get();
            for (int hours : new int[] {0, 5, 7, 12}) {
                now.set(start.plus(Duration.ofHours(hours)));
                send(sender, test.message(server.at("/")));
                assertThat(server.requests())
                        .last()
                        .extracting(Request::expiry)
                        .satisfies(
                                expiry ->
                                        assertThat(Duration.between(now.get(), expiry))
                                                .isBetween(
                                                        Duration.ofHours(6), Duration.ofHours(12)));
            }

            assertThat(server.requests().stream().map(Request::authorization).distinct())
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_body_has_one_of_a_few_lengths(TlsVersion version) throws Exception {
        try (RecordingServer server = RecordingServer.start(VERTX, version)) {
            PushSender sender = test.make();
            for (int length : new int[] {0, 1, 256, 257, 900, 1_025, 2_049, 2_945, 3_993}) {
                byte[] payload = "x".repeat(length).getBytes(UTF_8);
                send(sender, test.message(server.at("/"), PushPayload.of(payload)));
            }

            assertThat(server.requests())
                    .extracting(request -> request.body().length() - 103)
                    .containsExactly(256, 256, 256, 512, 1_024, 2_048, 2_944, 3_993, 3_993);
        }
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
}
