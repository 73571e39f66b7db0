package dev.nextup.dispatch.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import dev.nextup.endpoint.EndpointRules;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An address from a file is checked like one from a browser. */
class PinnedPostTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Clock CLOCK = Clock.systemUTC();

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gateway",
                "http://gateway.example/x",
                "https://gateway.example:8443/x",
                "https://user@gateway.example/x",
                "https://gateway.example/x#y",
                "https://10.0.0.1/x",
                "https://2130706433/x",
                "https://[::1]/x",
                "http://localhost/x"
            })
    void an_address_that_leads_who_knows_where_is_refused_at_start(String url) {
        assertThatThrownBy(() -> PinnedPost.to(url, false, CLOCK, VERTX))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_that_leads_inside_gets_nothing() throws Exception {
        PinnedPost post =
                PinnedPost.at(
                        new PushEndpoint("https://gateway.example/x"),
                        DialRules.of(new EndpointRules(Set.of("gateway.example"), true)),
                        host -> List.of(InetAddress.getByName("10.0.0.1")),
                        CLOCK,
                        VERTX);

        assertThat(send(post)).isEqualTo(new Rejected(null, "address-not-allowed"));
    }

    @Test
    void any_2xx_takes_it_over_even_with_an_endless_body() throws Exception {
        assertThat(
                        answer(
                                response -> {
                                    response.setStatusCode(206).setChunked(true);
                                    VERTX.setPeriodic(
                                            10, tick -> response.write("x".repeat(4_096)));
                                }))
                .isEqualTo(new Accepted(206));
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        assertThat(
                        answer(
                                response ->
                                        response.setStatusCode(302)
                                                .putHeader("Location", "http://127.0.0.1:9/")
                                                .end()))
                .isEqualTo(new Rejected(302, "http-302"));
    }

    @Test
    void a_gateway_says_when_to_come_back() throws Exception {
        assertThat(
                        answer(
                                response ->
                                        response.setStatusCode(429)
                                                .putHeader("Retry-After", "7")
                                                .end()))
                .isEqualTo(new TryLater(429, "http-429", Duration.ofSeconds(7)));
    }

    private static PushOutcome answer(Consumer<HttpServerResponse> behaviour) throws Exception {
        HttpServer server =
                VERTX.createHttpServer()
                        .requestHandler(request -> behaviour.accept(request.response()))
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(5, TimeUnit.SECONDS);
        String url = "http://127.0.0.1:" + server.actualPort() + "/hook?key=hidden";
        PinnedPost post = PinnedPost.to(url, true, CLOCK, VERTX);
        assertThat(post.origin()).doesNotContain("hidden");
        return send(post);
    }

    private static PushOutcome send(PinnedPost post) throws Exception {
        return post.send(Map.of("Content-Type", "application/json"), "{}")
                .toCompletionStage()
                .toCompletableFuture()
                .get(15, TimeUnit.SECONDS);
    }
}
