package dev.nextup.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.local.process.FreePorts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GatewayTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Vertx vertx;
    private static Gateway gateway;
    private static int port;
    private static final CompletableFuture<Void> FIRST_READ = new CompletableFuture<>();
    private static final CompletableFuture<Void> READER_LEFT = new CompletableFuture<>();

    @BeforeAll
    static void start() throws Exception {
        List<Integer> ports = FreePorts.find(5);
        port = ports.get(0);
        vertx = Vertx.vertx();
        listen(ports.get(1), GatewayTest::ticketService);
        listen(ports.get(2), GatewayTest::subscriptionService);
        // Nobody listens on the dispatcher's and the push service's ports.
        gateway =
                new Gateway(
                        port,
                        new Upstreams(ports.get(1), ports.get(2), ports.get(3), ports.get(4)));
        gateway.start();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tickets;x=1/a",
                "/api/tickets%2fa%2F..%5c",
                "//api//tickets",
                "/api/../tickets/./a",
                "/a?q=%20+%2B&r=a;b&&=",
                "/a?",
                "/%C3%BC/%00"
            })
    void pathAndQueryPassByteForByte(String target) throws IOException {
        assertThat(raw("GET " + target + " HTTP/1.1\r\n")).contains("uri=" + target + "\n");
    }

    @Test
    void whatAClientClaimsAboutItselfIsReplaced() throws IOException {
        String answer =
                raw(
                        String.join(
                                "\r\n",
                                "GET /x HTTP/1.1",
                                "X-Forwarded-For: 6.6.6.6",
                                "Forwarded: for=6.6.6.6",
                                "X-Real-IP: 6.6.6.6",
                                "X-Forwarded-Proto: https",
                                "X-Secret: hop",
                                "X-Kept: yes",
                                "Connection: close",
                                "Connection: X-Secret",
                                ""));

        assertThat(answer)
                .contains("x-forwarded-for=127.0.0.1\n")
                .contains("x-forwarded-proto=http\n")
                .contains("x-kept=yes\n")
                .doesNotContain("6.6.6.6")
                .doesNotContain("x-secret");
    }

    @Test
    void bodiesPassBothWays() throws Exception {
        String large = "0123456789".repeat(300_000);

        HttpResponse<String> answer =
                CLIENT.send(
                        request("/echo").POST(BodyPublishers.ofString(large)).build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/made");
        assertThat(answer.body()).isEqualTo(large);
    }

    @Test
    void aStreamArrivesPieceByPieceAndItsEndIsPassedOnToTheService() throws Exception {
        HttpResponse<InputStream> answer =
                CLIENT.send(request("/client/events").build(), BodyHandlers.ofInputStream());
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));

        // The second event is only sent when the first one has been read here.
        assertThat(lines.readLine()).isEqualTo("data: first");
        FIRST_READ.complete(null);
        assertThat(lines.readLine()).isEmpty();
        assertThat(lines.readLine()).isEqualTo("data: second");
        lines.close();

        READER_LEFT.get(20, TimeUnit.SECONDS);
    }

    @Test
    void manyStreamsAtOnceDoNotKeepOthersFromAnswers() throws Exception {
        for (int i = 0; i < 50; i++) {
            CLIENT.send(request("/client/open").build(), BodyHandlers.ofInputStream());
        }

        HttpResponse<String> answer =
                CLIENT.send(request("/client/x").build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aServiceThatIsDownGivesAProblemAtOnce() throws Exception {
        HttpResponse<String> answer =
                CLIENT.send(
                        request("/api/notifications/push")
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body())
                .contains("\"type\":\"https://nextup.dev/problems/service-unavailable\"")
                .contains("\"code\":\"service-unavailable\"")
                .contains("notification-dispatcher");
    }

    @Test
    void aServiceThatDiesInTheMiddleOfARequestGivesAProblem() throws Exception {
        HttpResponse<String> answer =
                CLIENT.send(request("/drop").build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
    }

    @Test
    void theApiDocumentSurvivesServicesThatAreDown() throws Exception {
        HttpResponse<String> answer =
                CLIENT.send(request("/q/openapi").build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(answer.body())
                .contains("/api/tickets")
                .contains("Not answering at the moment: notification-dispatcher");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics",
                "/internal/phone",
                "/internal;x/phone",
                "/q/health/ready",
                "/q",
                "/%71/metrics",
                "/q%2fmetrics",
                "/q;x/metrics"
            })
    void whatIsForOperatorsIsNotBehindTheGateway(String target) throws IOException {
        assertThat(raw("GET " + target + " HTTP/1.1\r\n")).contains(" 404 ").contains("not-found");
    }

    @Test
    void aRequestTargetThatIsNoPathIsRefused() throws IOException {
        assertThat(raw("OPTIONS * HTTP/1.1\r\n")).contains(" 400 ").contains("bad-request");
    }

    @Test
    void headAndNotModifiedHaveNoBody() throws Exception {
        HttpResponse<String> head =
                CLIENT.send(
                        request("/x").method("HEAD", BodyPublishers.noBody()).build(),
                        BodyHandlers.ofString());
        HttpResponse<String> notModified =
                CLIENT.send(request("/not-modified").build(), BodyHandlers.ofString());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(notModified.statusCode()).isEqualTo(304);
        assertThat(notModified.headers().firstValue("ETag")).contains("\"1\"");
    }

    private static void ticketService(HttpServerRequest request) {
        switch (request.uri()) {
            case "/drop" -> {
                Future<Void> unused = request.connection().close();
            }
            case "/not-modified" ->
                    request.response().setStatusCode(304).putHeader("ETag", "\"1\"").end();
            case "/echo" ->
                    request.body()
                            .onSuccess(
                                    body ->
                                            request.response()
                                                    .setStatusCode(201)
                                                    .putHeader("Location", "/made")
                                                    .end(body));
            case "/q/openapi?format=json" ->
                    request.response().end("{\"paths\":{\"/api/tickets\":{}}}");
            default -> {
                StringBuilder text = new StringBuilder("uri=" + request.uri() + "\n");
                request.headers()
                        .forEach(
                                (name, value) ->
                                        text.append(name.toLowerCase(java.util.Locale.ROOT))
                                                .append('=')
                                                .append(value)
                                                .append('\n'));
                request.response().end(text.toString());
            }
        }
    }

    private static void subscriptionService(HttpServerRequest request) {
        var response = request.response();
        switch (request.path()) {
            case "/client/events" -> {
                response.putHeader("Content-Type", "text/event-stream").setChunked(true);
                response.closeHandler(closed -> READER_LEFT.complete(null));
                response.write("data: first\n\n");
                var unused = FIRST_READ.thenRun(() -> response.write("data: second\n\n"));
            }
            case "/client/open" -> response.setChunked(true).write("open\n");
            default -> response.end("fine");
        }
    }

    private static void listen(int on, io.vertx.core.Handler<HttpServerRequest> handler)
            throws Exception {
        vertx.createHttpServer()
                .requestHandler(handler)
                .listen(on, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target));
    }

    /** What no HTTP client library would send: the target exactly as written. */
    private static String raw(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String close = head.contains("Connection:") ? "" : "Connection: close\r\n";
            socket.getOutputStream()
                    .write(
                            (head + "Host: localhost\r\n" + close + "\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
