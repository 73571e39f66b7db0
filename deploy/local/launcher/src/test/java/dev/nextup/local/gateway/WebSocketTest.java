package dev.nextup.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.local.process.FreePorts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real browsers reach their push service through the gateway as well. */
@Timeout(60)
class WebSocketTest {

    private static final CompletableFuture<Void> LEFT = new CompletableFuture<>();
    private static final CompletableFuture<String> ORIGIN = new CompletableFuture<>();

    private static Vertx vertx;
    private static Gateway gateway;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        List<Integer> ports = FreePorts.find(5);
        port = ports.get(0);
        vertx = Vertx.vertx();
        HttpServerOptions talks = new HttpServerOptions().addWebSocketSubProtocol("talk");
        await(
                vertx.createHttpServer(talks)
                        .requestHandler(WebSocketTest::pushService)
                        .listen(ports.get(4), "127.0.0.1"));
        await(
                vertx.createHttpServer()
                        .requestHandler(request -> request.response().end("no socket"))
                        .listen(ports.get(1), "127.0.0.1"));
        gateway =
                new Gateway(
                        port,
                        new Upstreams(ports.get(1), ports.get(2), ports.get(3), ports.get(4)));
        gateway.start();
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        await(vertx.close());
    }

    @Test
    void whatIsSaidPassesBothWaysAndBothSidesLearnOfTheEnd() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket socket = connect("/push/echo", heard);
        String long_ = "0123456789".repeat(6_000);

        await(socket.writeTextMessage("short"));
        await(socket.writeTextMessage(long_));

        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("short");
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(long_);
        assertThat(socket.subProtocol()).isEqualTo("talk");
        assertThat(ORIGIN.get(20, TimeUnit.SECONDS)).isEqualTo("127.0.0.1");
        await(socket.close());
        LEFT.get(20, TimeUnit.SECONDS);
    }

    @Test
    void theServiceEndsItWithItsOwnCode() throws Exception {
        WebSocket socket = connect("/push/goodbye");
        CompletableFuture<Void> closed = new CompletableFuture<>();
        socket.closeHandler(closed::complete);
        await(socket.writeTextMessage("rubbish"));

        closed.get(20, TimeUnit.SECONDS);

        assertThat(socket.closeStatusCode()).isEqualTo((short) 1008);
    }

    @Test
    void aRefusalPassesAsItIs() {
        assertThatThrownBy(() -> connect("/push/full"))
                .hasRootCauseInstanceOf(UpgradeRejectedException.class)
                .rootCause()
                .extracting(refused -> ((UpgradeRejectedException) refused).getStatus())
                .isEqualTo(429);
    }

    @Test
    void whereNoSocketsBelongTheyAreAnOrdinaryRequest() {
        assertThatThrownBy(() -> connect("/api/tickets"))
                .rootCause()
                .extracting(refused -> ((UpgradeRejectedException) refused).getStatus())
                .isEqualTo(200);
    }

    @Test
    void aPushServiceThatDiesMidwayIsAProblem() {
        assertThatThrownBy(() -> connect("/push/drop"))
                .rootCause()
                .extracting(refused -> ((UpgradeRejectedException) refused).getStatus())
                .isEqualTo(503);
    }

    private static void pushService(HttpServerRequest request) {
        switch (request.path()) {
            case "/push/echo" -> {
                ORIGIN.complete(request.getHeader("X-Forwarded-For"));
                request.toWebSocket()
                        .onSuccess(
                                socket -> {
                                    socket.writeTextMessage("hello");
                                    socket.textMessageHandler(socket::writeTextMessage);
                                    socket.closeHandler(LEFT::complete);
                                });
            }
            case "/push/goodbye" ->
                    request.toWebSocket()
                            .onSuccess(
                                    socket ->
                                            socket.textMessageHandler(
                                                    said -> socket.close((short) 1008, said)));
            case "/push/drop" -> request.connection().close();
            default -> request.response().setStatusCode(429).end("later");
        }
    }

    private static WebSocket connect(String path) throws Exception {
        return connect(path, new LinkedBlockingQueue<>());
    }

    private static WebSocket connect(String path, BlockingQueue<String> heard) throws Exception {
        ClientWebSocket socket = vertx.createWebSocketClient().webSocket();
        // Before it connects: the service may be the first to speak.
        socket.textMessageHandler(heard::add);
        return await(
                socket.connect(
                        new WebSocketConnectOptions()
                                .setHost("127.0.0.1")
                                .setPort(port)
                                .setURI(path)
                                .addSubProtocol("talk")));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
