package dev.nextup.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HTTP server on the loopback addresses. Under {@code /push/} a connection may become a WebSocket:
 * real browsers have one to their push service.
 */
public final class Gateway implements AutoCloseable {

    /** Signed tokens and long queries fit; the default of 4 KiB is tight for the latter. */
    private static final int MAX_LINE_AND_HEADERS_BYTES = 32 * 1024;

    private static final Pattern FOR_OPERATORS =
            Pattern.compile("^/(?:q|%71|internal)(?:/|%2[fF]|;|$)");

    private final int port;
    private final Upstreams upstreams;
    private @Nullable Vertx vertx;
    private boolean closed;

    /**
     * @param port on 127.0.0.1 and, where there is IPv6, on ::1, so that {@code localhost} always
     *     means us
     */
    public Gateway(int port, Upstreams upstreams) {
        this.port = port;
        this.upstreams = upstreams;
    }

    /**
     * Returns when requests are accepted.
     *
     * @throws IllegalStateException if the port cannot be listened on, or after {@link #close}
     */
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("Already closed");
        }
        Vertx started =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(2)
                                .setWorkerPoolSize(2)
                                .setInternalBlockingPoolSize(2));
        vertx = started;
        Forwarder forwarder = new Forwarder(started);
        OpenApiDocument openApi = new OpenApiDocument(started, upstreams);
        await(listen(started, "127.0.0.1", forwarder, openApi));
        // A machine without IPv6 has no ::1 to listen on; 127.0.0.1 is enough there.
        await(listen(started, "::1", forwarder, openApi).otherwiseEmpty());
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (vertx != null) {
            await(vertx.close());
            vertx = null;
        }
    }

    private Future<HttpServer> listen(
            Vertx on, String host, Forwarder forwarder, OpenApiDocument openApi) {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost(host)
                        .setPort(port)
                        // Streams live as long as their reader does.
                        .setIdleTimeout(0)
                        .setHandle100ContinueAutomatically(true)
                        .setMaxInitialLineLength(MAX_LINE_AND_HEADERS_BYTES)
                        .setMaxHeaderSize(MAX_LINE_AND_HEADERS_BYTES);
        return on.createHttpServer(options)
                .requestHandler(request -> route(request, forwarder, openApi))
                .listen();
    }

    private void route(HttpServerRequest request, Forwarder forwarder, OpenApiDocument openApi) {
        String path = rawPath(request.uri());
        if (!path.startsWith("/")) {
            Problems.badRequest(request.response());
        } else if (path.equals("/q/openapi")) {
            openApi.answer(request);
        } else if (isForOperators(path)) {
            Problems.notFound(request.response());
        } else {
            forwarder.forward(request, upstreams.forPath(path));
        }
    }

    /**
     * Health and metrics are on each service's own port, in any spelling a service would decode.
     * What services ask each other is nobody else's; other spellings of it lead to ticket-service,
     * which has nothing there.
     */
    private static boolean isForOperators(String path) {
        return FOR_OPERATORS.matcher(path).find();
    }

    private static String rawPath(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("The gateway cannot listen: " + e.getMessage(), e);
        }
    }
}
