package dev.nextup.dispatch.webpush;

import static dev.nextup.dispatch.webpush.TestSender.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import dev.nextup.endpoint.EndpointRules;
import dev.nextup.local.push.PushService;
import dev.nextup.local.push.Settings;
import dev.nextup.local.push.Tls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where a request goes, with DNS in the test's hands. In this test's world 127.0.0.1 is the
 * internet and every other address is somebody's own network.
 */
class DialTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String HOST = "push.nextup.test";
    private static final String INTERNET = "127.0.0.1";
    private static final String INSIDE = "127.0.0.2";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().sslContext(TestSender.CERTIFICATE.trust()).build();

    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicInteger callsInside = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Deque<String[]> answers = new ArrayDeque<>();
    private HttpServer inside;

    private final TestSender world =
            TestSender.on(VERTX)
                    .rules(
                            new DialRules(
                                    uri -> uri.getHost().endsWith(".nextup.test"),
                                    uri -> false,
                                    address -> address.getHostAddress().equals(INTERNET)))
                    .lookup(this::look)
                    .clock(((InstantSource) now::get).withZone(ZoneOffset.UTC));

    @AfterEach
    void closeInside() throws Exception {
        if (inside != null) {
            inside.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void an_address_is_dialled_and_tls_is_asked_for_the_name() throws Exception {
        try (PushService service = service()) {
            SimulatedBrowser browser = browser(service);
            assertThat(browser.endpoint()).startsWith("https://" + HOST + ":");
            dns(INTERNET);

            assertThat(send(world.make(), world.message(browser, "x", 60)))
                    .isEqualTo(new Accepted(201));
            assertThat(browser.messages().get(0).path("httpVersion").asText()).isEqualTo("HTTP/2");
        }
    }

    @Test
    void a_server_without_a_certificate_for_the_name_gets_nothing() throws Exception {
        try (PushService service = service()) {
            dns(INTERNET);
            String endpoint = "https://other.nextup.test:" + service.port() + "/push/x";

            assertThat(send(world.make(), world.message(endpoint)))
                    .isEqualTo(new TryLater(null, "tls", null));
        }
    }

    @Test
    void a_name_that_leads_inside_at_the_second_look_is_refused_then() throws Exception {
        try (PushService service = service()) {
            SimulatedBrowser browser = browser(service);
            listenInside(service.port());
            PushSender sender = world.make();
            dns(INTERNET);
            dns(INSIDE);

            assertThat(send(sender, world.message(browser, "1", 600))).isEqualTo(new Accepted(201));
            assertThat(send(sender, world.message(browser, "2", 600))).isEqualTo(new Accepted(201));
            assertThat(lookups).as("check and connection share one answer").hasValue(1);
            now.updateAndGet(t -> t.plus(PushAddresses.KEPT));
            assertThat(send(sender, world.message(browser, "3", 600)))
                    .isEqualTo(new Rejected(null, "address-not-allowed"));

            assertThat(lookups).hasValue(2);
            assertThat(callsInside).hasValue(0);
            assertThat(browser.messages()).hasSize(2);
        }
    }

    @Test
    void one_address_inside_condemns_the_others() throws Exception {
        dns(INTERNET, INSIDE);

        assertThat(send(world.make(), world.message("https://" + HOST + "/push/x")))
                .isEqualTo(new Rejected(null, "address-not-allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/x",
                "https://push.example.net.evil.example/x",
                "https://push.example.net:8443/x",
                "https://127.0.0.1/x",
                "https://169.254.169.254/latest/meta-data",
                "https://2130706433/x",
                "https://permanently-removed.invalid/x"
            })
    void what_the_list_does_not_name_is_not_even_looked_up(String endpoint) throws Exception {
        TestSender strict =
                world.rules(DialRules.of(new EndpointRules(Set.of("push.example.net"), false)));

        assertThat(send(strict.make(), strict.message(endpoint)))
                .isEqualTo(new Rejected(null, "endpoint-not-allowed"));
        assertThat(lookups).hasValue(0);
    }

    @Test
    void localhost_that_leads_elsewhere_is_refused() throws Exception {
        TestSender local = TestSender.on(VERTX).lookup(this::look);
        dns("10.0.0.1");

        assertThat(send(local.make(), local.message("http://localhost:9/x")))
                .isEqualTo(new Rejected(null, "address-not-allowed"));
    }

    @Test
    void a_redirect_to_the_inside_leads_nowhere() throws Exception {
        listenInside(0);
        try (PushService service = service()) {
            SimulatedBrowser browser = browser(service);
            browser.answer("[{\"status\":307}]");
            dns(INTERNET);

            assertThat(send(world.make(), world.message(browser, "x", 60)))
                    .isEqualTo(new Rejected(307, "http-307"));
        }
        HttpServer redirecting =
                VERTX.createHttpServer()
                        .requestHandler(
                                request ->
                                        request.response()
                                                .setStatusCode(307)
                                                .putHeader(
                                                        "Location",
                                                        "http://%s:%d/"
                                                                .formatted(
                                                                        INSIDE,
                                                                        inside.actualPort()))
                                                .end())
                        .listen(0, INTERNET)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(5, TimeUnit.SECONDS);
        TestSender local = TestSender.on(VERTX);

        assertThat(
                        send(
                                local.make(),
                                local.message(
                                        "http://127.0.0.1:" + redirecting.actualPort() + "/x")))
                .isEqualTo(new Rejected(307, "http-307"));
        assertThat(callsInside).hasValue(0);
    }

    @Test
    void a_name_that_dns_does_not_know_may_be_known_later() throws Exception {
        assertThat(send(world.make(), world.message("https://" + HOST + "/push/x")))
                .isEqualTo(new TryLater(null, "unknown-host", null));
    }

    @Test
    void dns_that_does_not_answer_is_not_waited_for() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        TestSender waiting =
                world.impatient()
                        .lookup(
                                host -> {
                                    try {
                                        never.await(5, TimeUnit.SECONDS);
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                    throw new UnknownHostException(host);
                                });

        assertThat(send(waiting.make(), waiting.message("https://" + HOST + "/push/x")))
                .isEqualTo(new TryLater(null, "timeout", null));
    }

    @Test
    void after_an_address_that_refuses_the_next_one_is_tried() throws Exception {
        try (PushService service = service()) {
            SimulatedBrowser browser = browser(service);
            TestSender both =
                    world.rules(new DialRules(uri -> true, uri -> false, address -> true));
            dns(INSIDE, INTERNET);
            PushSender sender = both.make();

            assertThat(send(sender, both.message(browser, "x", 60)))
                    .isEqualTo(new TryLater(null, "connection", null));
            assertThat(send(sender, both.message(browser, "x", 60))).isEqualTo(new Accepted(201));
        }
    }

    @Test
    void a_socket_that_is_silent_before_tls_is_given_up() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            dns(INTERNET);
            TestSender impatient = world.impatient();

            PushOutcome outcome =
                    send(
                            impatient.make(),
                            impatient.message(
                                    "https://" + HOST + ":" + silent.getLocalPort() + "/x"));

            // Whichever limit a busy machine comes to first.
            assertThat(outcome)
                    .isIn(new TryLater(null, "tls", null), new TryLater(null, "timeout", null));
        }
    }

    @Test
    void a_server_that_is_silent_after_tls_is_given_up() throws Exception {
        try (PushService service = service()) {
            SimulatedBrowser browser = browser(service);
            browser.answer("[{\"status\":201,\"delayMs\":5000}]");
            dns(INTERNET);
            TestSender impatient = world.impatient();

            assertThat(send(impatient.make(), impatient.message(browser, "x", 60)))
                    .isEqualTo(new TryLater(null, "timeout", null));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 410, 503})
    void of_a_server_that_is_silent_after_its_headers_the_status_counts(int status)
            throws Exception {
        HttpServer server =
                VERTX.createHttpServer()
                        .requestHandler(
                                request ->
                                        request.response()
                                                .setStatusCode(status)
                                                .setChunked(true)
                                                .write("{"))
                        .listen(0, INTERNET)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(5, TimeUnit.SECONDS);
        TestSender local = TestSender.on(VERTX).impatient();
        Instant start = Instant.now();

        PushOutcome outcome =
                send(local.make(), local.message("http://127.0.0.1:" + server.actualPort() + "/x"));

        assertThat(outcome.httpStatus()).isEqualTo(status);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    private void dns(String... addresses) {
        answers.add(addresses);
    }

    /** The last answer stays. */
    private List<InetAddress> look(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        String[] answer = answers.size() > 1 ? answers.poll() : answers.peek();
        if (answer == null) {
            throw new UnknownHostException(host);
        }
        InetAddress[] all = new InetAddress[answer.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(answer[i]);
        }
        return Arrays.asList(all);
    }

    private void listenInside(int port) throws Exception {
        inside =
                VERTX.createHttpServer()
                        .connectionHandler(connection -> callsInside.incrementAndGet())
                        .requestHandler(request -> request.response().end())
                        .listen(port, INSIDE)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(5, TimeUnit.SECONDS);
    }

    private static PushService service() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        return PushService.start(
                new Settings(
                        port,
                        "https://" + HOST + ":" + port,
                        null,
                        Tls.with(TestSender.CERTIFICATE)));
    }

    private static SimulatedBrowser browser(PushService service) throws Exception {
        return SimulatedBrowser.subscribe(
                HTTP, "https://127.0.0.1:" + service.port(), TestSender.RING.newest().publicKey());
    }
}
