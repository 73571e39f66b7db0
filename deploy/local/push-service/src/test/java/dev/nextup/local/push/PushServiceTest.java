package dev.nextup.local.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.local.push.sender.Encoder;
import dev.nextup.local.push.sender.Push;
import dev.nextup.local.push.sender.TestBrowser;
import dev.nextup.local.push.sender.Vapid;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushServiceTest {

    private static final Vapid VAPID = new Vapid();

    private static final String PUBLIC_URL = "http://push.example";

    private static PushService service;
    private static URI address;

    private TestBrowser browser;

    @BeforeAll
    static void start() {
        service = PushService.start(Settings.FOR_A_TEST);
        address = inside(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void subscribe() throws Exception {
        browser = TestBrowser.subscribe(address, VAPID.publicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready"})
    void isHealthyOnceItListens(String path) throws Exception {
        HttpResponse<String> answer = TestBrowser.call(address, "GET", path, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"UP\"");
    }

    @Test
    void aSubscriptionLooksLikeThatOfABrowser() throws Exception {
        HttpResponse<String> answer = TestBrowser.call(address, "POST", "/push/sim", "");

        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode subscription = TestBrowser.json(answer).path("subscription");
        assertThat(subscription.path("endpoint").asText())
                .matches(service.publicUrl() + "/push/[A-Za-z0-9_-]{43}");
        assertThat(subscription.path("expirationTime").isNull()).isTrue();
        assertThat(subscription.path("keys").path("p256dh").asText()).matches("B[A-Za-z0-9_-]{86}");
        assertThat(subscription.path("keys").path("auth").asText()).matches("[A-Za-z0-9_-]{22}");
    }

    @Test
    void aRightPushIsTakenAndDecrypted() throws Exception {
        Instant before = Instant.now();

        HttpResponse<String> answer =
                new Push(browser, VAPID, "{\"title\":\"GEN-001\"}")
                        .header("Topic", "call_1")
                        .send();

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("TTL")).contains("60");
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .startsWith(service.publicUrl() + "/push/message/");
        JsonNode message = browser.messages().path(0);
        assertThat(message.path("payload").path("title").asText()).isEqualTo("GEN-001");
        assertThat(message.path("httpVersion").asText()).isEqualTo("HTTP/1.1");
        assertThat(message.path("ttl").asLong()).isEqualTo(60);
        assertThat(message.path("urgency").asText()).isEqualTo("high");
        assertThat(message.path("topic").asText()).isEqualTo("call_1");
        assertThat(message.path("decryptError").isNull()).isTrue();
        assertThat(message.path("replaced").asBoolean()).isFalse();
        assertThat(Instant.parse(message.path("receivedAt").asText()))
                .isBetween(before, Instant.now());
    }

    @Test
    void speaksHttp2InTheClear() throws Exception {
        HttpClient http2 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        HttpResponse<String> answer =
                http2.send(
                        new Push(browser, VAPID, "hi").request(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(browser.messages().path(0).path("httpVersion").asText()).isEqualTo("HTTP/2");
    }

    @Test
    void takesTheLargestMessageThereIs() throws Exception {
        byte[] largest = "x".repeat(3993).getBytes(UTF_8);
        Push push = new Push(browser, VAPID, "").encodedBy(new Encoder(), largest);
        assertThat(push.body()).hasSize(4096);

        assertThat(push.send().statusCode()).isEqualTo(201);

        assertThat(browser.messages().path(0).path("payload").asText()).hasSize(3993);
    }

    @Test
    void takesAMessageWithoutPayload() throws Exception {
        Push push = new Push(browser, VAPID, "").header("Content-Encoding").body(new byte[0]);

        assertThat(push.send().statusCode()).isEqualTo(201);

        assertThat(browser.messages().path(0).path("payload").isNull()).isTrue();
        assertThat(browser.messages().path(0).path("decryptError").isNull()).isTrue();
    }

    @Test
    void whatCannotBeReadIsTakenAllTheSameAsByARealService() throws Exception {
        TestBrowser other = TestBrowser.subscribe(address, "");
        byte[] body = new Encoder().encode("hi".getBytes(UTF_8), other.p256dh(), other.auth());

        assertThat(new Push(browser, VAPID, "").body(body).send().statusCode()).isEqualTo(201);

        JsonNode message = browser.messages().path(0);
        assertThat(message.path("payload").isNull()).isTrue();
        assertThat(message.path("decryptError").asText()).contains("does not authenticate");
    }

    @Test
    void anybodyMaySendToASubscriptionMadeWithoutAKey() throws Exception {
        TestBrowser open = TestBrowser.subscribe(address, "");

        assertThat(new Push(open, VAPID, "one").header("Authorization").send().statusCode())
                .isEqualTo(201);
        assertThat(new Push(open, VAPID, "two").send().statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "007, 7",
        "2592000, 2592000",
        "2592001, 2592000",
        "99999999999999999999, 2592000"
    })
    void theAnswerSaysHowLongAMessageIsKept(String asked, String kept) throws Exception {
        HttpResponse<String> answer = new Push(browser, VAPID, "hi").header("TTL", asked).send();

        assertThat(answer.headers().firstValue("TTL")).contains(kept);
    }

    @ParameterizedTest
    @CsvSource({"very-low", "low", "normal", "high"})
    void everyUrgencyPasses(String urgency) throws Exception {
        new Push(browser, VAPID, "hi").header("Urgency", urgency).send();

        assertThat(browser.messages().path(0).path("urgency").asText()).isEqualTo(urgency);
    }

    @Test
    void urgencyIsNormalUnlessSaid() throws Exception {
        new Push(browser, VAPID, "hi").header("Urgency").send();

        assertThat(browser.messages().path(0).path("urgency").asText()).isEqualTo("normal");
        assertThat(browser.messages().path(0).path("topic").isNull()).isTrue();
    }

    @Test
    void endpointsCarryThePublicAddressAndTokensMustNameIt() throws Exception {
        Settings behindAGateway = new Settings(0, "http://Push.Example:80/", null);
        try (PushService hidden = PushService.start(behindAGateway)) {
            URI inside = inside(hidden);
            TestBrowser far = TestBrowser.subscribe(inside, VAPID.publicKey());
            assertThat(far.endpoint()).startsWith("http://push.example/push/");

            String near = far.endpoint().replace("http://push.example", inside.toString());
            assertThat(new Push(far, VAPID, "hi").to(near).send().statusCode()).isEqualTo(201);
        }
    }

    @Test
    void endpointsSurviveARestart(@TempDir Path directory) throws Exception {
        TestBrowser early;
        try (PushService first = PushService.start(new Settings(0, PUBLIC_URL, directory))) {
            early = TestBrowser.subscribe(inside(first), VAPID.publicKey());
        }
        try (PushService second = PushService.start(new Settings(0, PUBLIC_URL, directory))) {
            String endpoint = early.endpoint().replace(PUBLIC_URL, inside(second).toString());

            assertThat(new Push(early, VAPID, "hi").to(endpoint).send().statusCode())
                    .isEqualTo(201);

            JsonNode messages =
                    TestBrowser.json(
                            TestBrowser.call(
                                    inside(second),
                                    "GET",
                                    "/push/sim/" + early.id() + "/messages",
                                    ""));
            assertThat(messages.path(0).path("payload").asText()).isEqualTo("hi");
        }
    }

    private static URI inside(PushService any) {
        return URI.create("http://127.0.0.1:" + any.port());
    }

    @Test
    void anOccupiedPortIsSaid() {
        assertThatThrownBy(() -> PushService.start(new Settings(service.port(), null, null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use");
    }

    @Test
    void theEnvironmentIsRead() {
        Settings settings =
                Settings.of(
                        Map.of(
                                "NEXTUP_PUSH_SERVICE_PORT", "8084",
                                "NEXTUP_PUBLIC_URL", "http://localhost:8080",
                                "NEXTUP_PUSH_SERVICE_DATA", "data"));

        assertThat(settings.port()).isEqualTo(8084);
        assertThat(settings.publicUrl()).isEqualTo("http://localhost:8080");
        assertThat(settings.directory()).hasToString("data");
        assertThatThrownBy(() -> Settings.of(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NEXTUP_PUSH_SERVICE_PORT");
    }
}
