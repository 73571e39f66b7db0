package dev.nextup.bench.push;

import dev.nextup.local.push.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A push service that takes every message at once and keeps it to be read afterwards. The local
 * push service decrypts each as it comes, on the same processors, which costs more than to send it.
 */
final class WillingPushService implements AutoCloseable {

    private static final int CREATED = 201;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final ConcurrentLinkedQueue<Taken> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final int port;

    /** Listens over TLS, with HTTP/2 where the client wants it. */
    WillingPushService(TestCertificate certificate)
            throws ExecutionException, InterruptedException {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(
                                new PfxOptions()
                                        .setPath(certificate.keyStore().toString())
                                        .setPassword(TestCertificate.PASSWORD));
        port =
                vertx.createHttpServer(options)
                        .requestHandler(this::take)
                        .listen()
                        .map(HttpServer::actualPort)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get();
    }

    String origin() {
        return "https://localhost:" + port;
    }

    /** Messages since the last {@link #takeAll}. */
    int count() {
        return count.get();
    }

    List<Taken> takeAll() {
        List<Taken> all = new ArrayList<>();
        for (Taken next = messages.poll(); next != null; next = messages.poll()) {
            all.add(next);
        }
        count.set(0);
        return all;
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> take(request, body));
    }

    private void take(HttpServerRequest request, Buffer body) {
        String path = request.path();
        messages.add(
                new Taken(
                        path,
                        new Request(body.getBytes(), request.getHeader("Authorization")),
                        System.nanoTime()));
        count.incrementAndGet();
        request.response()
                .setStatusCode(CREATED)
                .putHeader("Location", origin() + path + "/message")
                .putHeader("TTL", request.getHeader("TTL"))
                .end();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /**
     * @param path of the endpoint
     * @param at {@link System#nanoTime} once all of it was there
     */
    record Taken(String path, Request request, long at) {}
}
