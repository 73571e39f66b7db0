package dev.nextup.dispatch.webpush;

import static dev.nextup.dispatch.webpush.TestSender.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Expired;
import dev.nextup.dispatch.webpush.PushOutcome.Gone;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import dev.nextup.dispatch.webpush.crypto.ContentEncoders;
import dev.nextup.dispatch.webpush.crypto.TestKeyRing;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.endpoint.EndpointRules;
import dev.nextup.local.push.PushService;
import dev.nextup.local.push.Settings;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the strict push service, which decrypts and verifies, and against hostile servers. */
class PushSenderTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final VapidKeyRing RING = TestSender.RING;

    private final TestSender test = TestSender.on(VERTX);

    @AfterAll
    static void close() {
        VERTX.close();
    }

    static Stream<Arguments> encodersAndVersions() {
        return Stream.of(ContentEncoders.values())
                .filter(encoder -> encoder != ContentEncoders.CORRETTO) // where it loads it is AUTO
                .flatMap(
                        encoder ->
                                Stream.of(TlsVersion.values())
                                        .map(version -> Arguments.of(encoder, version)));
    }

    @ParameterizedTest
    @MethodSource("encodersAndVersions")
    void a_browser_reads_what_was_sent(ContentEncoders encoder, TlsVersion version)
            throws Exception {
        try (PushService service = version.start()) {
            SimulatedBrowser browser = browser(service);

            PushOutcome outcome = send(sender(encoder, true, true), message(browser, "Grüße", 60));

            assertThat(outcome).isEqualTo(new Accepted(201));
            JsonNode received = browser.messages().get(0);
            assertThat(received.path("httpVersion").asText()).isEqualTo(version.text);
            assertThat(received.path("payload").asText()).isEqualTo("Grüße");
            assertThat(received.path("ttl").asInt()).isBetween(58, 60);
            assertThat(received.path("urgency").asText()).isEqualTo("high");
            assertThat(received.path("topic").asText()).isEqualTo("a-topic");
        }
    }

    @ParameterizedTest
    @EnumSource
    void many_messages_at_once_all_arrive(TlsVersion version) throws Exception {
        try (PushService service = version.start()) {
            SimulatedBrowser browser = browser(service);
            PushSender sender = sender(true, true);
            AtomicInteger accepted = new AtomicInteger();

            for (int i = 0; i < 150; i++) {
                sender.send(message(browser, "message " + i, 60))
                        .onSuccess(
                                reply ->
                                        accepted.addAndGet(
                                                reply.outcome() instanceof Accepted ? 1 : 0));
            }

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(accepted).hasValue(150));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_nobody_vouches_for_gets_nothing(TlsVersion version) throws Exception {
        try (PushService service = version.start()) {
            SimulatedBrowser browser = browser(service);

            assertThat(send(sender(true, false), message(browser, "x", 60)))
                    .isEqualTo(new TryLater(null, "tls", null));
            assertThat(browser.messages()).isEmpty();
        }
    }

    @Test
    void this_machine_is_not_dialled_unless_it_is_allowed() throws Exception {
        try (PushService service = PushService.start(Settings.FOR_A_TEST)) {
            SimulatedBrowser browser = browser(service);

            assertThat(send(sender(false, false), message(browser, "x", 60)))
                    .isEqualTo(new Rejected(null, "endpoint-not-allowed"));
            assertThat(browser.messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_subscription_of_a_key_we_do_not_hold_is_stale(TlsVersion version) throws Exception {
        try (PushService service = version.start()) {
            SimulatedBrowser browser = browser(service);
            PushMessage message = message(browser, "x", 60);

            assertThat(
                            send(
                                    sender(true, true),
                                    new PushMessage(
                                            message.endpoint(),
                                            message.keys(),
                                            "2025-01",
                                            message.payload(),
                                            message.deadline(),
                                            message.urgency(),
                                            message.topic())))
                    .isEqualTo(new StaleKey(null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_browser_that_subscribed_with_another_key_is_found_out_by_the_answer(TlsVersion version)
            throws Exception {
        try (PushService service = version.start()) {
            String other = TestKeyRing.of("other").newest().publicKey();
            SimulatedBrowser browser =
                    SimulatedBrowser.subscribe(TlsVersion.CLIENT, service.publicUrl(), other);

            assertThat(send(sender(true, true), message(browser, "x", 60)))
                    .isEqualTo(new StaleKey(403));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_late_is_not_sent(TlsVersion version) throws Exception {
        try (PushService service = version.start()) {
            SimulatedBrowser browser = browser(service);

            assertThat(send(sender(true, true), message(browser, "x", 0))).isEqualTo(new Expired());
            assertThat(browser.messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_longest_message_passes_and_one_octet_more_does_not(TlsVersion version)
            throws Exception {
        try (PushService service = version.start()) {
            SimulatedBrowser browser = browser(service);
            PushSender sender = sender(true, true);

            assertThat(send(sender, message(browser, "x".repeat(3_993), 60)))
                    .isEqualTo(new Accepted(201));
            assertThat(send(sender, message(browser, "x".repeat(3_994), 60)))
                    .isEqualTo(new Rejected(null, "not-encodable"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_ended_subscription_is_gone(TlsVersion version) throws Exception {
        try (PushService service = version.start()) {
            SimulatedBrowser browser = browser(service);
            browser.answer("[{\"status\":410}]");

            assertThat(send(sender(true, true), message(browser, "x", 60)))
                    .isEqualTo(new Gone(410));
        }
    }

    @Test
    void nobody_listening_is_a_reason_to_try_later() throws Exception {
        SimulatedBrowser browser;
        try (PushService service = PushService.start(Settings.FOR_A_TEST)) {
            browser = browser(service);
        }

        assertThat(send(sender(true, false), message(browser, "x", 60)))
                .isEqualTo(new TryLater(null, "connection", null));
    }

    @ParameterizedTest
    @EnumSource
    void a_redirect_leads_nowhere(TlsVersion version) throws Exception {
        AtomicInteger followed = new AtomicInteger();
        HttpServer server =
                hostile(
                        version.serverOptions(),
                        request -> {
                            if (request.path().equals("/elsewhere")) {
                                followed.incrementAndGet();
                            }
                            request.response()
                                    .setStatusCode(307)
                                    .putHeader("Location", "/elsewhere")
                                    .end();
                        });

        assertThat(
                        send(
                                sender(true, true),
                                test.message("https://127.0.0.1:" + server.actualPort() + "/push")))
                .isEqualTo(new Rejected(307, "http-307"));
        assertThat(followed).hasValue(0);
    }

    @Test
    void an_endless_answer_is_cut_off() throws Exception {
        HttpServer server =
                hostile(
                        request -> {
                            request.response().setStatusCode(503).setChunked(true);
                            VERTX.setPeriodic(
                                    1,
                                    id -> {
                                        if (request.response().ended()
                                                || request.response().closed()) {
                                            VERTX.cancelTimer(id);
                                        } else {
                                            request.response().write("x".repeat(1_024));
                                        }
                                    });
                        });

        assertThat(send(sender(true, false), message(server)))
                .isEqualTo(new TryLater(503, "http-503", null));
    }

    @Test
    void a_server_that_says_nothing_is_given_up() throws Exception {
        HttpServer server = hostile(request -> {});

        assertThat(send(sender(true, false), message(server)))
                .isEqualTo(new TryLater(null, "timeout", null));
    }

    private static HttpServer hostile(Handler<HttpServerRequest> handler) throws Exception {
        return hostile(new HttpServerOptions(), handler);
    }

    private static HttpServer hostile(HttpServerOptions options, Handler<HttpServerRequest> handler)
            throws Exception {
        return VERTX.createHttpServer(options)
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static SimulatedBrowser browser(PushService service) throws Exception {
        return SimulatedBrowser.subscribe(
                TlsVersion.CLIENT, service.publicUrl(), RING.newest().publicKey());
    }

    private PushSender sender(boolean allowLoopback, boolean trusting) {
        return sender(ContentEncoders.BOUNCYCASTLE, allowLoopback, trusting);
    }

    private PushSender sender(ContentEncoders encoder, boolean allowLoopback, boolean trusting) {
        TestSender sender = test.encoder(encoder);
        if (!allowLoopback) {
            sender = sender.rules(DialRules.of(new EndpointRules(Set.of(), false)));
        }
        return (trusting ? sender : sender.trustingNobodyElse()).make();
    }

    private PushMessage message(SimulatedBrowser browser, String text, int seconds) {
        return test.message(browser, text, seconds);
    }

    private PushMessage message(HttpServer server) {
        return test.message("http://127.0.0.1:" + server.actualPort() + "/push");
    }
}
