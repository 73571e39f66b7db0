package dev.nextup.dispatch.webpush;

import static dev.nextup.dispatch.webpush.TestSender.reply;
import static dev.nextup.dispatch.webpush.TestSender.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Gone;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import dev.nextup.local.push.PushService;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer a push service is known to give, over TLS and both versions of HTTP. */
class StatusTableTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final TestSender TEST = TestSender.on(VERTX);
    private static final PushSender SENDER = TEST.make();
    private static final Map<TlsVersion, PushService> SERVICES = new EnumMap<>(TlsVersion.class);
    private static final byte[] LONG = "x".repeat(1_100).getBytes(UTF_8);
    private static final byte[] BRIEF = "brief".getBytes(UTF_8);

    @BeforeAll
    static void start() {
        for (TlsVersion version : TlsVersion.values()) {
            SERVICES.put(version, version.start());
        }
    }

    @AfterAll
    static void stop() {
        SERVICES.values().forEach(PushService::close);
        VERTX.close();
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                        row("{'status':200}", new Accepted(200)),
                        row("{'status':201}", new Accepted(201)),
                        row("{'status':202}", new Accepted(202)),
                        row("{'status':204}", new Accepted(204)),
                        row("{'status':300}", new Rejected(300, "http-300")),
                        row("{'status':301}", new Rejected(301, "http-301")),
                        row("{'status':302}", new Rejected(302, "http-302")),
                        row("{'status':303}", new Rejected(303, "http-303")),
                        row("{'status':307}", new Rejected(307, "http-307")),
                        row("{'status':308}", new Rejected(308, "http-308")),
                        row("{'status':400}", new Rejected(400, "http-400")),
                        row(
                                "{'status':400,'reason':'BadWebPushTopic'}",
                                new Rejected(400, "http-400")),
                        row("{'status':400,'reason':'VapidPkHashMismatch'}", new StaleKey(400)),
                        row("{'status':401}", new Rejected(401, "http-401")),
                        row("{'status':403}", new Rejected(403, "http-403")),
                        row("{'status':403,'reason':'BadJwtToken'}", new Rejected(403, "http-403")),
                        row(
                                "{'status':403,'reason':'the key in the authorization header do not"
                                        + " correspond to the credentials used to create the"
                                        + " subscriptions'}",
                                new StaleKey(403)),
                        row("{'status':404}", new Gone(404)),
                        row("{'status':405}", new Rejected(405, "http-405")),
                        row(
                                "{'status':406,'retryAfter':30}",
                                new TryLater(406, "http-406", Duration.ofSeconds(30))),
                        row("{'status':408}", new TryLater(408, "http-408", null)),
                        row("{'status':410}", new Gone(410)),
                        row("{'status':413}", new Rejected(413, "http-413")),
                        row(
                                "{'status':429,'retryAfter':7}",
                                new TryLater(429, "http-429", Duration.ofSeconds(7))),
                        row("{'status':429}", new TryLater(429, "http-429", null)),
                        row("{'status':500}", new TryLater(500, "http-500", null)),
                        row("{'status':502}", new TryLater(502, "http-502", null)),
                        row(
                                "{'status':503,'retryAfter':120}",
                                new TryLater(503, "http-503", Duration.ofSeconds(120))),
                        row(
                                "{'status':503,'retryAfter':120,'reason':'errno: 201'}",
                                new TryLater(503, "http-503", Duration.ofSeconds(120))),
                        row(
                                "{'status':503,'retryAfter':120,'reason':'errno: 202'}",
                                new TryLater(503, "http-503", Duration.ZERO)),
                        row("{'status':503}", new TryLater(503, "http-503", null)),
                        row("{'status':504}", new TryLater(504, "http-504", null)))
                .flatMap(
                        row ->
                                Stream.of(TlsVersion.values())
                                        .map(v -> Arguments.of(v, row.get()[0], row.get()[1])));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rows")
    void each_answer_has_its_meaning(TlsVersion version, String answer, PushOutcome outcome)
            throws Exception {
        SimulatedBrowser browser = browser(version);
        browser.answer("[" + answer + "]");

        assertThat(send(SENDER, TEST.message(browser, "x", 600))).isEqualTo(outcome);
        assertThat(browser.messages()).hasSize(outcome instanceof Accepted ? 1 : 0);
        assertThat(send(SENDER, TEST.message(browser, "y", 600)))
                .as("only the browser itself ends its subscription")
                .isEqualTo(new Accepted(201));
        assertThat(browser.messages())
                .allSatisfy(
                        m -> assertThat(m.path("httpVersion").asText()).isEqualTo(version.text));
    }

    @ParameterizedTest
    @EnumSource
    void what_the_answer_says_beside_is_kept_without_what_leads_to_anybody(TlsVersion version)
            throws Exception {
        SimulatedBrowser browser = browser(version);
        browser.answer(
                "[{\"status\":201,\"ttl\":5},{\"status\":400,\"reason\":\"BadTtl at "
                        + browser.endpoint()
                        + "\"},{\"status\":401,\"reason\":\"errno: 109\"}]");

        PushReply taken = reply(SENDER, TEST.message(browser, "x", 600));
        PushReply refused = reply(SENDER, TEST.message(browser, "y", 600));
        PushReply unknown = reply(SENDER, TEST.message(browser, "z", 600));

        assertThat(taken.outcome()).isEqualTo(new Accepted(201));
        assertThat(taken.receipt()).as("hash of Location").matches("[0-9a-f]{32}");
        assertThat(taken.ttl()).isEqualTo(5);
        assertThat(refused)
                .isEqualTo(new PushReply(new Rejected(400, "http-400"), "BadTtl", null, null));
        assertThat(unknown.reason()).isEqualTo("errno-109");
    }

    @ParameterizedTest
    @EnumSource
    void a_date_in_retry_after_counts_from_now(TlsVersion version) throws Exception {
        SimulatedBrowser browser = browser(version);
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.now().plusSeconds(100).atOffset(ZoneOffset.UTC));
        browser.answer("[{\"status\":503,\"retryAfter\":\"" + date + "\"}]");

        PushOutcome outcome = send(SENDER, TEST.message(browser, "x", 600));

        assertThat(((TryLater) outcome).retryAfter())
                .isBetween(Duration.ofSeconds(80), Duration.ofSeconds(100));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_too_large_is_said_more_briefly_once(TlsVersion version) throws Exception {
        SimulatedBrowser browser = browser(version);
        browser.answer("[{\"status\":413}]");

        assertThat(send(SENDER, TEST.message(browser, new PushPayload(LONG, () -> BRIEF), 60)))
                .isEqualTo(new Accepted(201));
        assertThat(browser.messages()).hasSize(1);
        assertThat(browser.messages().get(0).path("payload").asText()).isEqualTo("brief");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_too_large_even_briefly_is_refused_for_good(TlsVersion version) throws Exception {
        SimulatedBrowser browser = browser(version);
        browser.answer("[{\"status\":413},{\"status\":413},{\"status\":400}]");

        assertThat(send(SENDER, TEST.message(browser, new PushPayload(LONG, () -> BRIEF), 60)))
                .isEqualTo(new Rejected(413, "http-413"));
        assertThat(send(SENDER, TEST.message(browser, "next", 60)))
                .as("the script has one answer left")
                .isEqualTo(new Rejected(400, "http-400"));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_brief_already_is_not_sent_again(TlsVersion version) throws Exception {
        SimulatedBrowser browser = browser(version);
        browser.answer("[{\"status\":413}]");

        assertThat(send(SENDER, TEST.message(browser, new PushPayload(BRIEF, () -> BRIEF), 60)))
                .isEqualTo(new Rejected(413, "http-413"));
        assertThat(browser.messages()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_message_that_is_kept_for_less_than_asked_is_logged(TlsVersion version) throws Exception {
        SimulatedBrowser browser = browser(version);
        browser.answer("[{\"status\":201,\"ttl\":5},{\"status\":201}]");
        List<String> said = new CopyOnWriteArrayList<>();
        Handler handler = new Recording(said);
        Logger logger = Logger.getLogger(PushSender.class.getName());
        logger.addHandler(handler);
        try {
            assertThat(send(SENDER, TEST.message(browser, "x", 600))).isEqualTo(new Accepted(201));
            assertThat(send(SENDER, TEST.message(browser, "y", 600))).isEqualTo(new Accepted(201));
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(said).singleElement().asString().contains("ttl=5").doesNotContain("/push/");
    }

    private static Arguments row(String answer, PushOutcome outcome) {
        return Arguments.of(answer.replace('\'', '"'), outcome);
    }

    private static SimulatedBrowser browser(TlsVersion version) throws Exception {
        return SimulatedBrowser.subscribe(
                TlsVersion.CLIENT,
                SERVICES.get(version).publicUrl(),
                TestSender.RING.newest().publicKey());
    }

    private static final class Recording extends Handler {

        private final List<String> said;

        Recording(List<String> said) {
            this.said = said;
        }

        @Override
        public void publish(LogRecord entry) {
            Object[] values = entry.getParameters();
            String pattern = entry.getMessage();
            said.add(values == null ? pattern : pattern.formatted(values));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
